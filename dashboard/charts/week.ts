// A week of hours from the parts that calls were counted in, with its sums by hour and by weekday.
import type { CallTally } from '#contract/breakdown.ts'
import { Weekday } from '#contract/campaign-settings.ts'

type HourTally = CallTally & { weekday: Weekday; hour: number }

export type WeekRow = { hour: number; days: readonly CallTally[]; all: CallTally }
export type Week = { rows: readonly WeekRow[]; days: readonly CallTally[] }

const adding = (parts: readonly CallTally[]): CallTally => ({
  calls: parts.reduce((sum, { calls }) => sum + calls, 0),
  answered: parts.reduce((sum, { answered }) => sum + answered, 0),
  successful: parts.reduce((sum, { successful }) => sum + successful, 0),
})

/** Hours without calls are left out: between those of two continents there would be half a day of nothing. */
export const weekOf = (hours: readonly HourTally[]): Week => {
  const on = (weekday: Weekday) => adding(hours.filter((one) => one.weekday === weekday))
  const called = [...new Set(hours.map(({ hour }) => hour))].sort((one, other) => one - other)
  const rows = called.map((hour): WeekRow => {
    const here = hours.filter((one) => one.hour === hour)
    return { hour, days: Weekday.options.map((weekday) => adding(here.filter((one) => one.weekday === weekday))), all: adding(here) }
  })
  return { rows, days: Weekday.options.map(on) }
}

export const WEEKDAYS: Record<Weekday, string> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
}

export const hourText = (hour: number): string => `${String(hour).padStart(2, '0')}:00`
