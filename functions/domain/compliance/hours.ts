// Which minutes of a day are open: the law's hours, the campaign's, and what several rules leave together.
import type { CallingWindow, Weekday } from '#contract/campaign-settings.ts'
import type { CallingHours } from './calling-hours.ts'
import { isHoliday, SATURDAY, SUNDAY, weekdayOf } from './holidays.ts'

/** Minutes of a day, `to` not included; in order, and apart from each other. */
type Hours = readonly (readonly [from: number, to: number])[]

/** Calling hours on the days of a place's own calendar, counted from 1970-01-01. */
export type HoursRule = { name: string; on(day: number): Hours }

const MIDNIGHT = 24 * 60
const WEEKDAYS: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** “10:00-13:00 14:00-20:00”; an empty text leaves no minute. */
const readHours = (text: string): Hours =>
  Array.from(text.matchAll(/(\d\d:\d\d)-(\d\d:\d\d)/g), ([, from = '', to = '']) => [minuteOf(from), minuteOf(to)])

const bothOpen = (one: Hours, other: Hours): Hours =>
  one.flatMap(([from, to]) =>
    other.map(([low, high]) => [Math.max(from, low), Math.min(to, high)] as const).filter(([opens, closes]) => opens < closes),
  )

export const lawfulHours = ({ name, weekdays, saturday, sunday, holidays }: CallingHours): HoursRule => {
  const usual = readHours(weekdays)
  const onSaturday = saturday === undefined ? usual : readHours(saturday)
  const onSunday = sunday === undefined ? usual : readHours(sunday)
  const onHoliday = holidays && { hours: readHours(holidays.hours), calendar: holidays.calendar }
  const ofWeek = (weekday: number): Hours => {
    if (weekday === SATURDAY) return onSaturday
    return weekday === SUNDAY ? onSunday : usual
  }
  const on = (day: number): Hours => {
    const hours = ofWeek(weekdayOf(day))
    return onHoliday && isHoliday(day, onHoliday.calendar) ? bothOpen(hours, onHoliday.hours) : hours
  }
  return { name, on }
}

export const campaignHours = ({ from, to, days }: CallingWindow): HoursRule => {
  const opens = minuteOf(from)
  const closes = minuteOf(to)
  const weekdays = new Set(days.map((day) => WEEKDAYS.indexOf(day)))
  const opensOn = (day: number): boolean => weekdays.has(weekdayOf(day))
  const within: Hours = [[opens, closes]]
  const on = (day: number): Hours => {
    if (opens < closes) return opensOn(day) ? within : []
    // Over midnight: the end of yesterday's window, and the beginning of today's.
    return [...(opensOn(day - 1) ? [[0, closes] as const] : []), ...(opensOn(day) ? [[opens, MIDNIGHT] as const] : [])]
  }
  return { name: 'the campaign', on }
}

const WHOLE_DAY: Hours = [[0, MIDNIGHT]]

/** What all rules leave open on the day. */
export const hoursOn = (rules: readonly HoursRule[], day: number): Hours =>
  rules.reduce((open: Hours, rule) => (open === WHOLE_DAY ? rule.on(day) : bothOpen(open, rule.on(day))), WHOLE_DAY)
