// Which days are public holidays. Days are counted from 1970-01-01.
import { CALENDARS, type Calendar, type Holiday, type Kept } from './holiday-calendars.ts'

const DAY_MS = 86_400_000
export const SUNDAY = 0
export const SATURDAY = 6
/** 1970-01-01 */
const FIRST_WEEKDAY = 4

/** 0 is Sunday. */
export const weekdayOf = (day: number): number => (day + FIRST_WEEKDAY) % 7

const dayOf = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / DAY_MS

/** Easter Sunday after the Gregorian computus in the form of Oudin (1940). */
const easterOf = (year: number): number => {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const epact = (century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 19 * golden + 15) % 30
  const fullMoon = epact - Math.floor(epact / 28) * (1 - Math.floor(29 / (epact + 1)) * Math.floor((21 - golden) / 11))
  const weekday = (year + Math.floor(year / 4) + fullMoon + 2 - century + Math.floor(century / 4)) % 7
  return dayOf(year, 3, 28 + fullMoon - weekday)
}

const dateIn = (year: number, holiday: Holiday): number[] => {
  if ('easter' in holiday) return [easterOf(year) + holiday.easter]
  if ('day' in holiday) return [dayOf(year, holiday.month, holiday.day)]
  if (holiday.years === 'even' && year % 2 === 1) return []
  const from = dayOf(year, holiday.month, holiday.from)
  return [from + ((holiday.weekday - weekdayOf(from) + 7) % 7)]
}

const isWeekend = (day: number): boolean => weekdayOf(day) === SATURDAY || weekdayOf(day) === SUNDAY

const nextWorkingDay = (day: number, taken: ReadonlySet<number>): number => {
  let next = day
  while (isWeekend(next) || taken.has(next)) next++
  return next
}

const holidaysIn = (year: number, { kept, days }: { kept: Kept; days: readonly Holiday[] }): ReadonlySet<number> => {
  const dates = days.flatMap((holiday) => dateIn(year, holiday))
  const all = new Set(dates)
  for (const day of dates.filter(isWeekend)) {
    if (kept === 'nearest') all.add(weekdayOf(day) === SATURDAY ? day - 1 : day + 1)
    if (kept === 'next') all.add(nextWorkingDay(day, all))
  }
  return all
}

const memo = new Map<string, ReadonlySet<number>>()

const holidaysOf = (calendar: Calendar, year: number): ReadonlySet<number> => {
  const key = `${calendar} ${year}`
  const known = memo.get(key)
  if (known) return known
  const holidays = holidaysIn(year, CALENDARS[calendar])
  memo.set(key, holidays)
  return holidays
}

export const isHoliday = (day: number, calendar: Calendar): boolean => {
  const year = new Date(day * DAY_MS).getUTCFullYear()
  // New Year's Day on a Saturday is kept on the last day of the year before.
  return holidaysOf(calendar, year).has(day) || holidaysOf(calendar, year + 1).has(day)
}
