// The same as the chart, for whoever cannot see it or wants the numbers.
import { count, timeOfDay } from '../format.ts'
import type { Throughput } from './throughput.ts'

/** More would be the chart again. */
const ROWS = 8

export const perMinute = (value: number): string => (value < 10 ? String(Number(value.toFixed(1))) : count(Math.round(value)))

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

export const ThroughputTable = ({ of: { from, stepMs, dials, answers, lines } }: { of: Throughput }) => {
  const each = Math.ceil(dials.length / ROWS)
  return (
    <details className="text-12">
      <summary className="w-fit cursor-pointer text-soft">As a table</summary>
      <table className="mt-1 w-full">
        <thead className="text-soft">
          <tr>
            {['From', 'Dials/min', 'Answers/min', 'Lines'].map((name, i) => (
              <th key={name} scope="col" className={i === 0 ? '' : 'text-end'}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: ROWS }, (_, row) => row * each).map((first) => (
            <tr key={first}>
              <td>{timeOfDay(from + first * stepMs)}</td>
              {[dials, answers, lines].map((values, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns are always the same three.
                <td key={i} className="text-end">
                  {perMinute(mean(values.slice(first, first + each)))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
