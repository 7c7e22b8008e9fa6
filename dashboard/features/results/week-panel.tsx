// When calls are answered, and when they lead to something, by the clock of whoever is called.
import type { Breakdown } from '#contract/breakdown.ts'
import { WeekTable } from '../../charts/week-table.tsx'
import { plural } from '../../format.ts'
import { CALL_METRICS, type CallRate } from '../../metrics.ts'
import { Panel } from '../../ui/panel.tsx'
import { RateChoice } from './rate-choice.tsx'

type Props = { of: Breakdown; rate: CallRate; onRate: (rate: CallRate) => void }

export const WeekPanel = ({ of: { hours, hourUnknown }, rate, onRate }: Props) => (
  <Panel title="By hour and weekday" aside="in the contact’s own time">
    <div className="flex flex-col gap-3 p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <RateChoice chosen={rate} onChange={onRate} />
        <p className="text-12 text-soft">
          In percent, by the hour in which a call began. {CALL_METRICS[rate].definition} Pale: fewer than ten calls.
        </p>
      </div>
      {hours.length > 0 ? <WeekTable hours={hours} rate={rate} /> : null}
      {hourUnknown.calls > 0 ? (
        <p className="text-12 text-soft">
          {plural(hourUnknown.calls, 'call')} {hourUnknown.calls === 1 ? 'is' : 'are'} not in it: the number may lie in several time zones,
          and the row names none.
        </p>
      ) : null}
    </div>
  </Panel>
)
