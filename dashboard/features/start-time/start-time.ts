// The moment at which a campaign starts by itself, as the viewer's own clock and calendar say it.
import { span, unbroken } from '../../format.ts'

const SECOND_MS = 1_000
const MOMENT = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const

/** `Tue 24 Nov, 09:00`; with its year where that is another than now. */
const momentText = (at: number, now: number): string => {
  const isOtherYear = new Date(at).getFullYear() !== new Date(now).getFullYear()
  return unbroken(new Intl.DateTimeFormat('en-GB', { ...MOMENT, ...(isOtherYear ? { year: 'numeric' } : {}) }).format(at))
}

const HOUR_MS = 60 * 60 * 1_000
/** To the minute only while that is soon. */
const EXACT_MS = 3 * HOUR_MS
export const aheadText = (ms: number): string => unbroken(`in ${span(ms < EXACT_MS ? ms : Math.round(ms / HOUR_MS) * HOUR_MS)}`)

/** `Starts Tue 24 Nov, 09:00 (in 14 h)`. */
export const startsText = (startsAt: string, now: number): string => {
  const at = Date.parse(startsAt)
  return at > now ? `Starts ${momentText(at, now)} (${aheadText(at - now)})` : 'Starts within a minute'
}

/** `Europe/Berlin, GMT+1`: as it is at that moment. */
export const zoneText = (at: number): string => {
  const format = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'shortOffset' })
  const offset = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value
  return `${format.resolvedOptions().timeZone}, ${offset}`
}

const two = (value: number): string => String(value).padStart(2, '0')

/** As a field of day and time has it, in the viewer's zone; to the minute. */
export const fieldText = (at: number): string => {
  const date = new Date(at)
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** Undefined: that is no moment. */
export const momentOf = (field: string): number | undefined => {
  const at = Date.parse(field)
  return Number.isNaN(at) ? undefined : at
}

/** When most lists are called: on the next day at nine. */
export const usualStart = (now: number): number => new Date(now + 24 * HOUR_MS).setHours(9, 0, 0, 0)

/** What is wrong with what was chosen. */
export const problemOf = (at: number | undefined, now: number): string | undefined => {
  if (at === undefined) return 'Choose a day and a time.'
  return at < now + SECOND_MS ? `That has passed: it is ${momentText(now, now)} by now.` : undefined
}
