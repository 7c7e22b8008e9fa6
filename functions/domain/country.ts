// A country as lists write it: by its code, its English name, or its calling code.
import { type CountryCode, getCountries, getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max'

/** Where a number belongs that is written without its country code. */
export type NumberPlace = { defaultCountry: CountryCode } | { defaultCallingCode: string }

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')

/** Other names and three-letter codes of countries that are called often; Intl does not know these. */
const ALSO: Readonly<Record<string, CountryCode>> = {
  usa: 'US',
  unitedstatesofamerica: 'US',
  america: 'US',
  can: 'CA',
  mex: 'MX',
  uk: 'GB',
  gbr: 'GB',
  greatbritain: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  irl: 'IE',
  aus: 'AU',
  nzl: 'NZ',
  zaf: 'ZA',
  ind: 'IN',
  deu: 'DE',
  deutschland: 'DE',
  aut: 'AT',
  osterreich: 'AT',
  che: 'CH',
  schweiz: 'CH',
  fra: 'FR',
  esp: 'ES',
  espana: 'ES',
  ita: 'IT',
  italia: 'IT',
  nld: 'NL',
  holland: 'NL',
  bra: 'BR',
  brasil: 'BR',
  uae: 'AE',
  are: 'AE',
  jpn: 'JP',
  chn: 'CN',
  sgp: 'SG',
  czechrepublic: 'CZ',
  turkey: 'TR',
}

const ENGLISH = new Intl.DisplayNames('en', { type: 'region' })
const byName = new Map(getCountries().map((code) => [fold(ENGLISH.of(code) ?? code), code] as const))
const callingCodes = new Set<string>(getCountries().map((country) => getCountryCallingCode(country)))

export const nameOfCountry = (code: CountryCode): string => ENGLISH.of(code) ?? code

/** Undefined when nobody knows which country is meant. */
export const readCountry = (text: string): NumberPlace | undefined => {
  const written = text.normalize('NFKC').trim()
  const code = written.toUpperCase()
  if (isSupportedCountry(code)) return { defaultCountry: code }
  const [, digits] = /^(?:\+|00)?\s*(\d{1,3})$/.exec(written) ?? []
  if (digits !== undefined) return callingCodes.has(digits) ? { defaultCallingCode: digits } : undefined
  const name = fold(written)
  const named = byName.get(name) ?? ALSO[name]
  return named && { defaultCountry: named }
}
