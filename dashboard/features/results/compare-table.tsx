// Campaigns side by side, of which some are chosen to be compared closer.
import { Link } from '@tanstack/react-router'
import type { CampaignStats } from '#contract/campaign.ts'
import type { CampaignId } from '#contract/ids.ts'
import { RateBar } from '../../charts/rate-bar.tsx'
import { count, duration } from '../../format.ts'
import type { HeldCampaign } from '../../held/campaign.ts'
import { METRICS } from '../../metrics.ts'
import { Figure } from '../../ui/figure.tsx'
import { StatePill } from '../../ui/state-pill.tsx'
import { Table } from '../../ui/table.tsx'

const WIDE = 'text-end max-desk:hidden'
const COLUMNS = [
  { name: 'Compare', className: 'w-px' },
  { name: 'Campaign', className: 'w-[26%]' },
  { name: 'State', className: 'max-desk:hidden' },
  { name: 'Finished', className: WIDE, definition: METRICS.finished.definition, isWide: true },
  { name: 'Calls', className: 'text-end', definition: METRICS.callsPlaced.definition },
  { name: 'Answered', className: 'w-[19%]', definition: METRICS.answeredRate.definition },
  { name: 'Success', className: 'w-[19%]', definition: METRICS.successRate.definition },
  { name: 'Duration', className: WIDE, definition: METRICS.averageDuration.definition, isWide: true },
]

const successes = ({ successRate, finished }: CampaignStats): number => Math.round((successRate ?? 0) * finished)

type Props = {
  campaigns: readonly HeldCampaign[]
  chosen: readonly CampaignId[]
  /** No further one can be chosen. */
  isFull: boolean
  onChoose: (id: CampaignId, isChosen: boolean) => void
}

const ROW =
  'h-11 border-b border-line last:border-b-0 max-phone:grid max-phone:h-auto max-phone:grid-cols-[auto_minmax(0,1fr)_minmax(0,1fr)] max-phone:items-center max-phone:gap-x-3 max-phone:gap-y-1 max-phone:px-4 max-phone:py-3'
/** Its header is hidden on a telephone’s screen. */
const Said = ({ children }: { children: string }) => <span className="text-12 text-soft phone:hidden">{children} </span>

export const CompareTable = ({ campaigns, chosen, isFull, onChoose }: Props) => (
  <div className="overflow-clip rounded-8 border border-line bg-card">
    <Table caption="Campaigns side by side" look="rows" columns={COLUMNS}>
      {campaigns.map(({ campaign: { id, name, state }, stats }) => {
        const isChosen = chosen.includes(id)
        return (
          <tr key={id} className={ROW}>
            <td className="pr-1 pl-4 max-phone:p-0">
              <input
                type="checkbox"
                aria-label={`Compare ${name}`}
                checked={isChosen}
                disabled={isFull && !isChosen}
                onChange={({ currentTarget: { checked } }) => onChoose(id, checked)}
                className="size-4 align-middle"
              />
            </td>
            <th scope="row" className="max-w-0 py-1.5 pr-3 pl-3 max-phone:max-w-full max-phone:p-0">
              <Link
                to="/campaigns/$id/results"
                params={{ id }}
                className="block font-title wrap-anywhere underline-offset-2 hover:underline phone:truncate"
              >
                {name}
              </Link>
            </th>
            <td className="px-3 max-desk:hidden">
              <StatePill state={state} />
            </td>
            <td className={`px-3 ${WIDE}`}>
              <Figure value={stats && `${count(stats.finished)}/${count(stats.totalContacts)}`} />
            </td>
            <td className="px-3 text-end max-phone:p-0">
              <Said>calls</Said>
              <Figure value={stats && count(stats.callsPlaced)} />
            </td>
            <td className="px-3 max-phone:col-start-2 max-phone:p-0">
              <Said>Answered</Said>
              {stats ? <RateBar part={stats.callsAnswered} of={stats.callsPlaced} /> : null}
            </td>
            <td className="px-3 max-desk:pr-4 max-phone:p-0">
              <Said>Success</Said>
              {stats ? <RateBar part={successes(stats)} of={stats.finished} /> : null}
            </td>
            <td className={`pr-4 pl-3 ${WIDE}`}>
              <Figure value={stats?.averageDuration == null ? undefined : duration(stats.averageDuration)} />
            </td>
          </tr>
        )
      })}
    </Table>
  </div>
)
