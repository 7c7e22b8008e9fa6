// Whether a row that could be read is somebody who can be called at all, and from when on: a number that is one, in a place that is known.
import type { ContactRow } from '#contract/contact.ts'
import type { E164 } from '#contract/ids.ts'
import { NEVER } from '#domain/compliance/opening.ts'
import { firstCallAt, tooLate } from '#domain/compliance/own-times.ts'
import { whereabouts } from '#domain/compliance/whereabouts.ts'
import { countriesToCall, type Destinations } from '#domain/costly-numbers.ts'
import { readNumberToCall } from '#domain/phone.ts'

export type Callable =
  /** `dueAt`: the first moment that the row itself leaves open. */
  { ok: true; e164: E164; dueAt: number } | { ok: false; column: string; reason: string }

export const readCallable = (row: ContactRow, { now, ...destinations }: Destinations & { now: number }): Callable => {
  const { defaultCountry } = destinations
  const number = readNumberToCall(row.phone, { country: row.country, defaultCountry, allowed: countriesToCall(destinations) })
  if (!number.ok) return { ok: false, column: 'phone', reason: number.reason }
  const place = whereabouts({ ...row, phone: number.e164 })
  if (place.kind === 'unknown') return { ok: false, column: place.column, reason: place.because }
  const dueAt = firstCallAt(row, place.zones, now)
  return dueAt === NEVER ? { ok: false, column: 'call_before', reason: tooLate(row) } : { ok: true, e164: number.e164, dueAt }
}
