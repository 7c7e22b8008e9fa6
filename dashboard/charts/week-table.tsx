// Hours by weekdays as a table whose cells are as dark as their rate is high: picture and numbers in one.
import type { Breakdown, CallTally } from '#contract/breakdown.ts'
import { Weekday } from '#contract/campaign-settings.ts'
import { count, percent } from '../format.ts'
import { CALL_METRICS, type CallRate } from '../metrics.ts'
import { hourText, WEEKDAYS, weekOf } from './week.ts'

/** Text stays readable on it, by day and by night. */
const DARKEST = 46
/** Fewer calls than that say little, and are paler. */
const FEW = 10

const shadeOf = ({ calls, ...tally }: CallTally, { rate, most }: { rate: CallRate; most: number }): string => {
  const strength = most > 0 ? tally[rate] / calls / most : 0
  const shade = DARKEST * Math.min(1, strength) * (calls < FEW ? 0.4 : 1)
  return `color-mix(in oklab, var(--color-human) ${shade.toFixed(0)}%, transparent)`
}

type CellProps = { of: CallTally; rate: CallRate; most: number; name: string; isSum?: boolean }

const Cell = ({ of, rate, most, name, isSum = false }: CellProps) => {
  const look = `h-7 rounded-4 text-center ${isSum ? 'font-number' : ''}`
  if (of.calls === 0) return <td className={`${look} text-soft`}>{isSum ? '–' : <span className="sr-only">no calls</span>}</td>
  const says = `${name}: ${count(of[rate])} of ${count(of.calls)} calls ${CALL_METRICS[rate].label.toLowerCase()}`
  return (
    <td title={says} className={look} style={isSum ? undefined : { backgroundColor: shadeOf(of, { rate, most }) }}>
      {percent(of[rate] / of.calls)}
      <span className="sr-only"> % of {count(of.calls)}</span>
    </td>
  )
}

export const WeekTable = ({ hours, rate }: { hours: Breakdown['hours']; rate: CallRate }) => {
  const { rows, days } = weekOf(hours)
  const most = Math.max(0, ...hours.filter(({ calls }) => calls >= FEW).map((one) => one[rate] / one.calls))
  const all: CallTally = days.reduce((sum, day) => ({
    calls: sum.calls + day.calls,
    answered: sum.answered + day.answered,
    successful: sum.successful + day.successful,
  }))
  return (
    <table className="w-full table-fixed border-separate border-spacing-0.5 text-12">
      <caption className="sr-only">{CALL_METRICS[rate].label} calls in percent, by hour and weekday where the contact is</caption>
      <thead className="text-soft">
        <tr>
          <th scope="col" className="w-11">
            <span className="sr-only">Hour</span>
          </th>
          {Weekday.options.map((day) => (
            <th key={day} scope="col" className="text-center">
              {WEEKDAYS[day]}
            </th>
          ))}
          <th scope="col" className="text-center">
            All
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ hour, days: cells, all: sum }) => (
          <tr key={hour}>
            <th scope="row" className="text-soft">
              {hourText(hour)}
            </th>
            {Weekday.options.map((day, i) => {
              const cell = cells[i]
              return cell ? <Cell key={day} of={cell} rate={rate} most={most} name={`${WEEKDAYS[day]} ${hourText(hour)}`} /> : null
            })}
            <Cell of={sum} rate={rate} most={most} name={hourText(hour)} isSum />
          </tr>
        ))}
        <tr>
          <th scope="row" className="text-soft">
            All
          </th>
          {Weekday.options.map((day, i) => {
            const cell = days[i]
            return cell ? <Cell key={day} of={cell} rate={rate} most={most} name={WEEKDAYS[day]} isSum /> : null
          })}
          <Cell of={all} rate={rate} most={most} name="All hours" isSum />
        </tr>
      </tbody>
    </table>
  )
}
