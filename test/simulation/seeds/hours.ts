// Whether a contact may hear a telephone: reckoned apart from the engine, with the clocks of the few zones that the worlds have.
import type { CampaignRecord } from '#app/records.ts'
import type { Item } from '#store/table-operations.ts'
import { HOURS_AHEAD } from './people.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const timeOf = (text: string): number => {
  const [hours, minutes] = text.split(':').map(Number)
  return (hours ?? 0) * HOUR_MS + (minutes ?? 0) * MINUTE_MS
}

export const isOpenAt = (now: number, { settings: { window } }: CampaignRecord, contact: Item): boolean => {
  if (!window) return true
  const local = (now + (HOURS_AHEAD[String(contact.timeZone)] ?? 0) * HOUR_MS) % DAY_MS
  return local >= timeOf(window.from) && local < timeOf(window.to)
}
