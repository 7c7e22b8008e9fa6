// Whether a row that could be read is somebody who can be called at all: a number that is one, in a place that is known.
import type { ContactRow } from '#contract/contact.ts'
import type { E164 } from '#contract/ids.ts'
import { whereabouts } from '#domain/compliance/whereabouts.ts'
import { readNumberToCall } from '#domain/phone.ts'

export type Callable = { ok: true; e164: E164 } | { ok: false; column: string; reason: string }

export const readCallable = (row: ContactRow, { defaultCountry }: { defaultCountry: string }): Callable => {
  const number = readNumberToCall(row.phone, { country: row.country, defaultCountry })
  if (!number.ok) return { ok: false, column: 'phone', reason: number.reason }
  const place = whereabouts({ ...row, phone: number.e164 })
  return place.kind === 'known' ? number : { ok: false, column: place.column, reason: place.because }
}
