// Where a contact may be: every possible time zone, and every area whose law may hold. What the list says of the contact wins over the number.
import type { E164 } from '#contract/ids.ts'
import { areaOfNumber, type NumberArea } from './number-areas.ts'
import { readPostcode } from './postcodes.ts'
import { type Country, countryOfZone, readRegion, zonesOfRegion } from './regions.ts'
import { readZone } from './zone-time.ts'

export type Place = {
  phone: E164
  timeZone?: string | undefined
  region?: string | undefined
  postcode?: string | undefined
}

type Known = { kind: 'known'; zones: readonly string[]; areas: readonly string[] }
export type Whereabouts =
  /** `areas` as in the calling hours: US, US-FL; `*` stands for anywhere else. */
  | Known
  /** Nobody knows, until somebody repairs the column. */
  | { kind: 'unknown'; column: 'phone' | 'timezone' | 'state' | 'zip'; because: string }

/** What one column says; undefined when it says nothing. */
type Reading = (place: Place, area: NumberArea | undefined) => Whereabouts | undefined

const unreadable = (column: 'timezone' | 'state' | 'zip', text: string, repair: string): Whereabouts => ({
  kind: 'unknown',
  column,
  because: `“${text}” in the column ${column} ${repair}`,
})

const byTimeZone: Reading = ({ timeZone }, area) => {
  if (!timeZone?.trim()) return undefined
  const zone = readZone(timeZone)
  if (!zone) return unreadable('timezone', timeZone, 'is no time zone: write the name of a place, such as America/New_York')
  // A zone that the number does not stand for brings the law of its own country.
  return { kind: 'known', zones: [zone], areas: area?.zones.includes(zone) ? [] : [countryOfZone(zone) ?? '*'] }
}

/** Where regions are looked up, by the number's country: in North America people keep their number when they move. */
const REGIONAL: Readonly<Record<string, readonly Country[]>> = { US: ['US', 'CA'], CA: ['CA', 'US'], AU: ['AU'] }

/** None for countries whose regions are not known: there the columns may hold anything, and the number's zones cover the whole country. */
const countriesOf = (area: NumberArea | undefined): readonly Country[] =>
  (area?.areas ?? []).flatMap((code) => REGIONAL[code.slice(0, 2)] ?? [])

const inRegion = (country: Country, region: string): Known => ({
  kind: 'known',
  zones: zonesOfRegion(country, region),
  areas: [country === 'US' ? `US-${region}` : country],
})

const byRegion: Reading = ({ region: text }, area) => {
  const countries = text?.trim() ? countriesOf(area) : []
  if (text === undefined || countries.length === 0) return undefined
  for (const country of countries) {
    const region = readRegion(text, country)
    if (region) return inRegion(country, region)
  }
  return unreadable('state', text, `is no state of ${countries[0]}: write it like FL or Florida`)
}

const byPostcode: Reading = ({ postcode }, area) => {
  if (!postcode?.trim() || !countriesOf(area).includes('US')) return undefined
  const read = readPostcode(postcode)
  if (!read) return unreadable('zip', postcode, 'stands for no place: write it like 33101, or leave it empty')
  return inRegion(read.country, read.region)
}

const byNumber: Reading = (_, area) => area && { kind: 'known', ...area }

/** The surest first. */
const READINGS = [byTimeZone, byRegion, byPostcode, byNumber]

export const whereabouts = (place: Place): Whereabouts => {
  const area = areaOfNumber(place.phone)
  const known: Known[] = []
  for (const reading of READINGS.flatMap((read) => read(place, area) ?? [])) {
    if (reading.kind === 'unknown') return reading
    known.push(reading)
  }
  const [surest] = known
  if (surest) return { kind: 'known', zones: surest.zones, areas: known.flatMap(({ areas }) => areas) }
  return { kind: 'unknown', column: 'phone', because: 'nobody knows in which time zone the number is: give the contact a timezone' }
}
