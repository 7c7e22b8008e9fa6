// The campaign's calls in numbers, as shares of the calls placed.
import type { CampaignStats } from '#contract/campaign.ts'
import { count, duration, percent, unbroken } from '../../format.ts'
import { METRICS, type Metric } from '../../metrics.ts'
import { Bar } from '../../ui/bar.tsx'
import { Definition } from '../../ui/definition.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Panel } from '../../ui/panel.tsx'

type Readout = {
  metric: Metric
  value: string | undefined
  unit?: string
  note: string
  /** Length of the line below the number, from 0 to 1. */
  bar?: { share: number; mark: string }
}

const ofPlaced = (metric: Metric, calls: number, { placed, mark }: { placed: number; mark: string }): Readout => {
  const share = placed > 0 ? calls / placed : 0
  return { metric, value: count(calls), note: `${unbroken(`${percent(share)} %`)} of calls placed`, bar: { share, mark } }
}

const perContact = ({ callsPlaced, totalContacts, waiting }: CampaignStats): string =>
  callsPlaced > 0 && totalContacts > waiting ? `${(callsPlaced / (totalContacts - waiting)).toFixed(2)} per contact called` : 'none yet'

const readoutsOf = (stats: CampaignStats): Readout[] => {
  const placed = stats.callsPlaced
  return [
    { metric: 'callsPlaced', value: count(placed), note: perContact(stats), bar: { share: placed > 0 ? 1 : 0, mark: 'bg-edge' } },
    ofPlaced('callsAnswered', stats.callsAnswered, { placed, mark: 'bg-human' }),
    ofPlaced('callsCompleted', stats.callsCompleted, { placed, mark: 'bg-human' }),
    ofPlaced('callsFailed', stats.callsFailed, { placed, mark: 'bg-unreached' }),
    {
      metric: 'averageDuration',
      value: stats.averageDuration === null ? undefined : duration(stats.averageDuration),
      note: 'of completed calls',
    },
    {
      metric: 'successRate',
      value: stats.successRate === null ? undefined : percent(stats.successRate),
      unit: '%',
      note: 'of finished contacts',
    },
  ]
}

/** Beside what the funnel tells: every number again comes from the same counters. */
export const Readouts = ({ stats }: { stats: CampaignStats }) => (
  <Panel title="Calls">
    <dl>
      {readoutsOf(stats).map(({ metric, value, unit, note, bar }) => (
        <div
          key={metric}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 border-b border-line px-4 py-1.5 last:border-b-0"
        >
          <dt>
            <Definition definition={METRICS[metric].definition} name={metric}>
              {METRICS[metric].label}
            </Definition>
          </dt>
          <dd className="text-15">
            <Figure value={value} {...(unit ? { unit } : {})} />
          </dd>
          <dd className="col-span-2 grid grid-cols-2 items-center gap-3 text-12 text-soft">
            {note}
            {bar ? (
              <span aria-hidden="true" className="block h-1 overflow-hidden rounded-[2px] bg-sunk">
                <Bar {...bar} />
              </span>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  </Panel>
)
