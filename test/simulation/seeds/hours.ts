// Whether a contact may hear a telephone: reckoned apart from the engine, with the clocks of the few zones that the worlds have.
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { Item } from '#store/table-operations.ts'
import { MINUTES_AHEAD } from './people.ts'

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60

const minutesOf = (text: string): number => {
  const [hours, minutes] = text.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}

/** A time of day as windows are written. */
export const timeOf = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')

const instantOf = (text: unknown, otherwise: number): number => (typeof text === 'string' ? Date.parse(text) : otherwise)

export const isOpenAt = (now: number, { settings: { window } }: CampaignRecord, contact: Item): boolean => {
  const { callAfter, callBefore } = contact
  if (now < instantOf(callAfter, now) || now >= instantOf(callBefore, Number.POSITIVE_INFINITY)) return false
  if (!window) return true
  const ahead = MINUTES_AHEAD[String(contact.timeZone)]
  if (ahead === undefined) throw new Error(`The contact ${contact.id} lives in ${contact.timeZone}, whose clock is not known here`)
  const local = (now / MINUTE_MS + ahead) % DAY_MINUTES
  return local >= minutesOf(window.from) && local < minutesOf(window.to)
}
