// Numbers that are never called, however valid: what they cost goes to whoever put them into the list.
import type { PhoneNumber } from 'libphonenumber-js/max'
import type { CampaignSettings } from '#contract/campaign-settings.ts'
import { nameOfCountry } from './country.ts'
import { type RefusedNumber, refusedNumber } from './number-text.ts'

export type Destinations = Pick<CampaignSettings, 'allowedCountries'> & { defaultCountry: string }

type NumberType = NonNullable<ReturnType<PhoneNumber['getType']>>

const COSTLY: Readonly<Partial<Record<NumberType, string>>> = {
  PREMIUM_RATE: 'premium-rate number',
  SHARED_COST: 'shared-cost number',
  UAN: 'company-wide number at a special rate',
  PERSONAL_NUMBER: 'redirecting number at a special rate',
  PAGER: 'pager',
  VOICEMAIL: 'voicemail access number',
}

/** Codes that belong to no country. */
const SATELLITE = ['870', '881', '882', '883']

/** ISO 3166-1 codes; undefined: every country. */
export const countriesToCall = ({ defaultCountry, allowedCountries = [defaultCountry] }: Destinations): readonly string[] | undefined =>
  allowedCountries === 'any' ? undefined : allowedCountries

/** `allowed`: ISO 3166-1 codes; absent: every country. */
export const refusalToCall = (number: PhoneNumber, allowed: readonly string[] | undefined): RefusedNumber | undefined => {
  const { country, countryCallingCode } = number
  if (!country) {
    const kind = SATELLITE.includes(countryCallingCode) ? 'a satellite or network number' : 'an international number at a special rate'
    return refusedNumber('no-country', `this is ${kind} (+${countryCallingCode}): such calls are charged to the caller without limit`)
  }
  const type = number.getType()
  const costly = type && COSTLY[type]
  if (costly) return refusedNumber('premium-rate', `this is a ${costly}: such numbers are never called`)
  if (!allowed || allowed.includes(country)) return undefined
  return refusedNumber(
    'country-not-allowed',
    `the number is in ${nameOfCountry(country)} (${country}), which this campaign may not call: add ${country} to its allowed countries`,
  )
}
