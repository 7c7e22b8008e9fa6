// What was counted, as it is told.
import type { Breakdown } from '#contract/breakdown.ts'
import { type Counting, type GroupTally, minus, sum } from './counting.ts'
import { hourOfDay, weekdayOf } from './hour-there.ts'

/** One contact is no group, and its value may be its name. */
const LEAST_CONTACTS = 2

const byNumber = <T>(groups: Record<string, T>): [number, T][] =>
  Object.entries(groups)
    .map(([name, tally]): [number, T] => [Number(name), tally])
    .sort(([one], [other]) => one - other)

const columnOf = (name: string, groups: Record<string, GroupTally>, total: GroupTally): Breakdown['columns'][number] => {
  const values = Object.entries(groups)
    .filter(([, { contacts }]) => contacts >= LEAST_CONTACTS)
    .map(([value, tally]) => ({ value, ...tally }))
    .sort((one, other) => other.contacts - one.contacts || (one.value < other.value ? -1 : 1))
  const others = sum(Object.values(groups).filter(({ contacts }) => contacts < LEAST_CONTACTS))
  return { name, values, others, without: minus(total, [...values, others]) }
}

export const breakdownOf = (counting: Counting, asOf: string): Breakdown => {
  const { contacts: _, ...total } = counting.total
  const columns = Object.entries(counting.columns).map(([name, groups]) => columnOf(name, groups, counting.total))
  const isVaried = ({ values }: Breakdown['columns'][number]): boolean => values.length === 0
  return {
    ...{ asOf, total, hourUnknown: counting.hourUnknown, hasMoreColumns: counting.hasMoreColumns },
    hours: byNumber(counting.hours).map(([hour, tally]) => ({ weekday: weekdayOf(hour), hour: hourOfDay(hour), ...tally })),
    attempts: byNumber(counting.attempts).map(([attempt, tally]) => ({ attempt, ...tally })),
    columns: columns.filter((column) => !isVaried(column)),
    variedColumns: [...counting.variedColumns, ...columns.filter(isVaried).map(({ name }) => name)],
  }
}
