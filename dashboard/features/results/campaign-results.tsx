// What the calls of one campaign came to: by hour and weekday, by attempt, by column.
import type { HeldCampaign } from '../../held/campaign.ts'
import type { CallRate } from '../../metrics.ts'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { BreakdownStanding } from './breakdown-standing.tsx'
import { ColumnPanel } from './column-panel.tsx'
import { ExportPanel } from './export-panel.tsx'
import { attemptRows } from './rows.ts'
import { TallyTable } from './tally-table.tsx'
import { useBreakdown } from './use-breakdown.ts'
import { WeekPanel } from './week-panel.tsx'

export type Looking = { rate: CallRate; column: string | undefined }
type Props = Looking & { held: HeldCampaign; onLook: (change: Partial<Looking>) => void }

const Waiting = () => (
  <div role="status" className="grid items-start gap-4 desk:grid-cols-2">
    <span className="sr-only">Reading what the calls came to…</span>
    <Skeleton className="h-90 w-full rounded-8" />
    <Skeleton className="h-60 w-full rounded-8" />
  </div>
)

export const CampaignResults = ({ held, rate, column, onLook }: Props) => {
  const { campaign, stats } = held
  const { data, error } = useBreakdown(held)
  const breakdown = data?.breakdown
  const isNothing = data !== undefined && !breakdown && !data.counting
  return (
    <>
      {error ? <ProblemNotice error={error} doing="What the calls came to could not be read; the calls are not affected." /> : null}
      {data && !isNothing ? <BreakdownStanding of={data} stats={stats} /> : null}
      {isNothing ? (
        <p className="rounded-8 border border-line bg-card px-4 py-12 text-center text-soft">
          When people answer, which call reaches them and which of them say yes will stand here after the first calls.
        </p>
      ) : null}
      {!breakdown && !error && !isNothing ? <Waiting /> : null}
      <div className="grid items-start gap-4 desk:grid-cols-2 desk:grid-rows-[auto_1fr]">
        {breakdown ? <WeekPanel of={breakdown} rate={rate} onRate={(chosen) => onLook({ rate: chosen })} /> : null}
        {breakdown ? (
          <div className="flex min-w-0 flex-col gap-4 desk:col-start-2 desk:row-span-2 desk:row-start-1">
            <Panel title="By attempt">
              <TallyTable caption="Calls by attempt" group="Attempt" rows={attemptRows(breakdown)} />
            </Panel>
            <ColumnPanel of={breakdown} column={column} onColumn={(name) => onLook({ column: name })} />
          </div>
        ) : null}
        <div className={`min-w-0 ${breakdown ? '' : 'desk:col-span-2'}`}>
          <ExportPanel id={campaign.id} />
        </div>
      </div>
    </>
  )
}
