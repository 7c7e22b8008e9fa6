// Ended calls by what they meant, the most frequent first: as a ring, and in numbers beside it.
import type { CampaignStats } from '#contract/campaign.ts'
import { Outcome } from '#contract/outcome.ts'
import { Ring } from '../../charts/ring.tsx'
import { count, percent } from '../../format.ts'
import { OUTCOMES } from '../../metrics.ts'
import { Figure } from '../../ui/figure.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Table } from '../../ui/table.tsx'

const COLUMNS = [{ name: 'Outcome' }, { name: 'Calls' }, { name: 'Percent' }]

type Row = { outcome: Outcome; calls: number }

const Rows = ({ rows, all }: { rows: readonly Row[]; all: number }) => (
  <Table caption="Ended calls by outcome" look="figures" isHeadHidden columns={COLUMNS}>
    {rows.map(({ outcome, calls }) => (
      <tr key={outcome} className="h-7 border-b border-line last:border-b-0">
        <th scope="row" className="pr-3">
          <span data-mark className={`mr-2 inline-block size-2 rounded-[2px] ${OUTCOMES[outcome].mark}`} />
          {OUTCOMES[outcome].label}
        </th>
        <td className="w-px text-end">
          <Figure value={count(calls)} />
        </td>
        <td className="w-14 text-end">
          <Figure value={percent(calls / all)} unit="%" />
        </td>
      </tr>
    ))}
  </Table>
)

export const OutcomesPanel = ({ stats }: { stats: CampaignStats }) => {
  const rows = Outcome.options
    .map((outcome) => ({ outcome, calls: stats.outcomes[outcome] ?? 0 }))
    .filter(({ calls }) => calls > 0)
    .sort((one, other) => other.calls - one.calls)
  const all = rows.reduce((sum, { calls }) => sum + calls, 0)
  return (
    <Panel title="Outcomes" aside={all > 0 ? `${count(all)} ended` : undefined}>
      {all === 0 ? (
        <p className="p-4 text-soft">What ended calls meant will stand here.</p>
      ) : (
        <div className="flex items-center gap-5 px-4 py-3">
          <Ring parts={rows.map(({ outcome, calls }) => ({ name: outcome, share: calls / all, stroke: OUTCOMES[outcome].stroke }))}>
            <span className="text-20">
              <Figure value={percent((stats.outcomes.human ?? 0) / all)} unit="%" />
            </span>
            <span className="text-12 text-soft">human</span>
          </Ring>
          <div className="min-w-0 flex-1">
            <Rows rows={rows} all={all} />
          </div>
        </div>
      )}
    </Panel>
  )
}
