// Text → E.164, or the reason why not. The one place where a telephone number is read.
import { type CountryCode, isSupportedCountry, parsePhoneNumberWithError, validatePhoneNumberLength } from 'libphonenumber-js/max'
import { E164 } from '#contract/ids.ts'

export type ReadNumber = { ok: true; e164: E164 } | { ok: false; reason: string }

const refused = (reason: string): ReadNumber => ({ ok: false, reason })

/** Spreadsheets turn long numbers into these, and the digits that they dropped cannot be known. */
const SCIENTIFIC = /^[0-9][.,]?[0-9]*e\+?[0-9]+$/i

/** `defaultCountry`: ISO 3166-1 code for numbers that are written without a country code. */
export const readNumber = (text: string, defaultCountry: string): ReadNumber => {
  // NFKC first: a full-width plus sign would otherwise give a valid but wrong number.
  const written = text.normalize('NFKC').trim().replace(/^'/, '')
  if (written === '') return refused('the number is empty')
  if (SCIENTIFIC.test(written)) return refused('the number was turned into scientific notation by a spreadsheet; its last digits are lost')
  if (!isSupportedCountry(defaultCountry)) return refused(`the country ${defaultCountry} has no telephone numbers`)
  return parse(written, defaultCountry)
}

const parse = (written: string, defaultCountry: CountryCode): ReadNumber => {
  try {
    const number = parsePhoneNumberWithError(written, { defaultCountry, extract: false })
    if (number.ext) return refused('the number has an extension, which cannot be dialled')
    if (!number.isValid()) {
      const length = validatePhoneNumberLength(written, defaultCountry)
      return refused((length && REASONS[length]) ?? 'no such number can exist in its country')
    }
    return { ok: true, e164: E164.parse(number.number) }
  } catch (error) {
    const code = error instanceof Error ? error.message : String(error)
    return refused(REASONS[code] ?? `the number cannot be read (${code})`)
  }
}

/** libphonenumber-js's error codes, in words. */
const REASONS: Record<string, string> = {
  NOT_A_NUMBER: 'this is not a telephone number',
  INVALID_COUNTRY: 'the country code does not exist',
  TOO_SHORT: 'the number is too short',
  TOO_LONG: 'the number is too long',
  INVALID_LENGTH: 'the number has the wrong length for its country',
}

/** +12025550142 → `+1202 •••• 0142`: enough to recognise, too little to call. */
export const mask = (e164: string): string => `${e164.slice(0, Math.max(2, e164.length - 7))} •••• ${e164.slice(-4)}`

/** Also as a URL or a form writes it. */
const WITHIN = /(?:\+|%2B)([1-9]\d{6,14})(?!\d)/gi

/** A text that others wrote, with no number in full anywhere in it. */
export const maskWithin = (text: string): string => text.replace(WITHIN, (_, digits: string) => mask(`+${digits}`))
