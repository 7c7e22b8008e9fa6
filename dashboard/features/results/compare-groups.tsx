// The same part of each chosen campaign side by side: the same hour, the same attempt, the same plan.
import { RateBar } from '../../charts/rate-bar.tsx'
import { count } from '../../format.ts'
import type { HeldCampaign } from '../../held/campaign.ts'
import { CALL_METRICS, type CallRate } from '../../metrics.ts'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { columnsOf, type Group, groupsOf, SPLITS, type Split } from './groups.ts'
import { RateChoice } from './rate-choice.tsx'
import { FollowedBreakdown, useBreakdowns } from './use-breakdown.ts'

export type Comparing = { rate: CallRate; by: Split; column: string | undefined }
type Props = Comparing & { campaigns: readonly HeldCampaign[]; onCompare: (change: Partial<Comparing>) => void }

const COLUMN = 'column '
/** A split, or a column, as one choice. */
const readChoice = (value: string | undefined): Partial<Comparing> => {
  if (value?.startsWith(COLUMN)) return { by: 'column', column: value.slice(COLUMN.length) }
  return { by: value === 'weekday' || value === 'attempt' ? value : 'hour', column: undefined }
}

type TableProps = { groups: readonly Group[]; campaigns: readonly HeldCampaign[]; group: string; rate: CallRate }

const GroupTable = ({ groups, campaigns, group, rate }: TableProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be reached by keyboard.
  <section className="overflow-x-auto" tabIndex={0} aria-label="Side by side">
    <table className="w-full">
      <caption className="sr-only">
        {CALL_METRICS[rate].label} calls of each campaign by {group}
      </caption>
      <thead className="text-12 text-soft">
        <tr className="h-8 border-b border-line">
          <th scope="col" className="pr-3 pl-4 first-letter:uppercase">
            {group}
          </th>
          {campaigns.map(({ campaign: { id, name } }) => (
            <th
              key={id}
              scope="col"
              className="max-w-0 min-w-24 px-3 py-1 wrap-anywhere last:pr-4 phone:min-w-40 phone:truncate"
              title={name}
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {groups.map(({ key, name, tallies }) => (
          <tr key={key} className="h-8 border-b border-line last:border-b-0">
            <th scope="row" className="max-w-40 py-1 pr-3 pl-4 break-words">
              {name}
            </th>
            {campaigns.map(({ campaign: { id } }, i) => (
              <td key={id} className="px-3 last:pr-4">
                <span className="grid max-w-110 grid-cols-[minmax(0,1fr)_auto] items-center gap-2 phone:grid-cols-[minmax(0,1fr)_3.5rem]">
                  <RateBar part={tallies[i]?.[rate] ?? 0} of={tallies[i]?.calls ?? 0} isNarrow />
                  <span className="text-end text-12 text-soft">
                    {tallies[i] ? count(tallies[i].calls) : null}
                    <span className="sr-only"> calls</span>
                  </span>
                </span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

export const CompareGroups = ({ campaigns, rate, by, column, onCompare }: Props) => {
  const queries = useBreakdowns(campaigns)
  const breakdowns = queries.map(({ data }) => data?.breakdown)
  const error = queries.find((query) => query.error)?.error
  const isWaiting = queries.some(({ isPending, data }) => isPending || data?.counting)
  const groups = groupsOf(breakdowns, by, column)
  const group = by === 'column' ? (column ?? '') : SPLITS[by]
  return (
    <Panel title="Compared" aside={by === 'hour' || by === 'weekday' ? 'in the contact’s own time' : undefined}>
      {campaigns.map((one) => (
        <FollowedBreakdown key={one.campaign.id} of={one} />
      ))}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2.5">
        <SelectField
          label="By"
          usual="by hour"
          value={by === 'column' ? `${COLUMN}${column ?? ''}` : by === 'hour' ? undefined : by}
          options={[
            { value: 'weekday', label: 'by weekday' },
            { value: 'attempt', label: 'by attempt' },
            ...columnsOf(breakdowns).map((name) => ({ value: `${COLUMN}${name}`, label: `by ${name}` })),
          ]}
          onChange={(value) => onCompare(readChoice(value))}
        />
        <RateChoice chosen={rate} onChange={(chosen) => onCompare({ rate: chosen })} />
        <p className="text-12 text-soft">
          {CALL_METRICS[rate].definition} Beside it the calls.{' '}
          <span className="max-phone:hidden">The thin line: where the rate lies with 95 % certainty.</span>
        </p>
      </div>
      {error ? <ProblemNotice error={error} doing="What the calls came to could not be read; the calls are not affected." /> : null}
      {groups.length > 0 ? <GroupTable groups={groups} campaigns={campaigns} group={group} rate={rate} /> : null}
      {groups.length === 0 && isWaiting ? <Skeleton className="m-4 h-40 w-[calc(100%-2rem)]" /> : null}
      {groups.length === 0 && !isWaiting && !error ? (
        <p className="p-4 text-soft">None of the chosen campaigns has calls to compare in this way.</p>
      ) : null}
    </Panel>
  )
}
