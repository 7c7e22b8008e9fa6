// The parts that calls are split into, so that the same part of several campaigns stands side by side.
import type { Breakdown, CallTally } from '#contract/breakdown.ts'
import { Weekday } from '#contract/campaign-settings.ts'
import { hourText, WEEKDAYS, weekOf } from '../../charts/week.ts'
import { attemptRows, columnRows } from './rows.ts'

export const SPLITS = { hour: 'hour', weekday: 'weekday', attempt: 'attempt', column: 'column' } as const
export type Split = keyof typeof SPLITS

type Part = { key: string; name: string; tally: CallTally }
/** One part of all campaigns, in their order; absent where a campaign has no such part. */
export type Group = Omit<Part, 'tally'> & { tallies: readonly (CallTally | undefined)[] }

const partsOf: Record<Split, (of: Breakdown, column: string | undefined) => Part[]> = {
  hour: ({ hours }) => weekOf(hours).rows.map(({ hour, all }) => ({ key: hourText(hour), name: hourText(hour), tally: all })),
  weekday: ({ hours }) => {
    const { days } = weekOf(hours)
    return Weekday.options.flatMap((day, i) => {
      const tally = days[i]
      return tally && tally.calls > 0 ? [{ key: `${i}`, name: WEEKDAYS[day], tally }] : []
    })
  },
  attempt: (of) => attemptRows(of).map(({ key, name, ...tally }) => ({ key: key.padStart(3, '0'), name, tally })),
  column: ({ columns }, column) => {
    const chosen = columns.find(({ name }) => name === column)
    return chosen
      ? columnRows(chosen)
          .filter(({ isRest }) => !isRest)
          .map(({ key, name, ...tally }) => ({ key, name, tally }))
      : []
  },
}

/** Hours, weekdays and attempts in their order; values of a column with the most calls first. */
export const groupsOf = (breakdowns: readonly (Breakdown | undefined)[], split: Split, column: string | undefined): Group[] => {
  const parts = breakdowns.map((one) => (one ? partsOf[split](one, column) : []))
  const names = new Map(parts.flat().map(({ key, name }) => [key, name]))
  const groups = [...names].map(([key, name]) => ({ key, name, tallies: parts.map((own) => own.find((part) => part.key === key)?.tally) }))
  const callsIn = ({ tallies }: Group): number => tallies.reduce((sum, tally) => sum + (tally?.calls ?? 0), 0)
  return split === 'column'
    ? groups.sort((one, other) => callsIn(other) - callsIn(one))
    : groups.sort((one, other) => (one.key < other.key ? -1 : 1))
}

/** Columns that one of them at least can be compared by. */
export const columnsOf = (breakdowns: readonly (Breakdown | undefined)[]): string[] => [
  ...new Set(breakdowns.flatMap((one) => one?.columns.map(({ name }) => name) ?? [])),
]
