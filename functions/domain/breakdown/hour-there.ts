// The hour of the week at which a call reached its contact, where the contact is.
import { Weekday } from '#contract/campaign-settings.ts'
import { type Place, whereabouts } from '#domain/compliance/whereabouts.ts'
import { spanAt } from '#domain/compliance/zone-time.ts'

const HOUR_MS = 3_600_000
const HOURS_OF_DAY = 24
const HOURS_OF_WEEK = 7 * HOURS_OF_DAY
/** 1 January 1970 was a Thursday, three days after a Monday. */
const EPOCH_HOUR = 3 * HOURS_OF_DAY

/** Hours since Monday 0:00; undefined when nobody knows, or when the contact's possible time zones disagree. */
export const hourThere = (place: Place, at: number): number | undefined => {
  const where = whereabouts(place)
  if (where.kind === 'unknown') return undefined
  const hours = where.zones.map((zone) => (Math.floor((at + spanAt(zone, at).offsetMs) / HOUR_MS) + EPOCH_HOUR) % HOURS_OF_WEEK)
  const [hour] = hours
  return hours.every((other) => other === hour) ? hour : undefined
}

export const weekdayOf = (hour: number): Weekday => Weekday.options[Math.floor(hour / HOURS_OF_DAY)] ?? 'mon'
export const hourOfDay = (hour: number): number => hour % HOURS_OF_DAY
