import { describe, expect, it } from 'vitest'
import { E164 } from '#contract/ids.ts'
import { type Country, countryOfZone, REGIONS, readRegion, zonesOfRegion } from '#domain/compliance/regions.ts'
import { type Place, whereabouts } from '#domain/compliance/whereabouts.ts'
import { readZone } from '#domain/compliance/zone-time.ts'

const NEW_YORK = '+12125550142'
const SYDNEY = '+61491570156'
const BERLIN = '+493023125123'
const SATELLITE = '+881612345678'

const whereIs = (phone: string, columns: Omit<Place, 'phone'> = {}) => whereabouts({ phone: E164.parse(phone), ...columns })
const known = (zones: string[], areas: string[]) => ({ kind: 'known', zones, areas })
const unknown = (column: string) => ({ kind: 'unknown', column, because: expect.stringMatching(/\w+ \w+ \w+/) })

describe('where a contact may be', () => {
  it('is said by the number when nothing else does', () => {
    expect(whereIs(NEW_YORK)).toEqual(known(['America/New_York'], ['US-NY']))
    expect(whereIs(NEW_YORK, { timeZone: ' ', region: '', postcode: ' ' })).toEqual(known(['America/New_York'], ['US-NY']))
  })

  it('is said by the contact’s own time zone before all else, in the law of both places', () => {
    expect(whereIs(NEW_YORK, { timeZone: 'america/new_york', region: 'TX' })).toEqual(known(['America/New_York'], ['US-TX', 'US-NY']))
    expect(whereIs(NEW_YORK, { timeZone: 'Australia/Perth' })).toEqual(known(['Australia/Perth'], ['AU', 'US-NY']))
    expect(whereIs(NEW_YORK, { timeZone: 'Europe/Paris' })).toEqual(known(['Europe/Paris'], ['FR', 'US-NY']))
    expect(whereIs(NEW_YORK, { timeZone: 'Asia/Tokyo' })).toEqual(known(['Asia/Tokyo'], ['*', 'US-NY']))
  })

  it('is said by the state, with every zone in it', () => {
    expect(whereIs(NEW_YORK, { region: 'Florida' })).toEqual(known(['America/New_York', 'America/Chicago'], ['US-FL', 'US-NY']))
    expect(whereIs(NEW_YORK, { region: 'SK' })).toMatchObject({ areas: ['CA', 'US-NY'] })
    expect(whereIs(SYDNEY, { region: 'wa' })).toEqual(known(['Australia/Perth', 'Australia/Eucla'], ['AU', 'AU']))
  })

  it('is said by the postal code when there is no state', () => {
    expect(whereIs(NEW_YORK, { postcode: '33101' })).toEqual(known(['America/New_York', 'America/Chicago'], ['US-FL', 'US-NY']))
    expect(whereIs(NEW_YORK, { postcode: 'T2P 1J9' })).toEqual(known(['America/Edmonton'], ['CA', 'US-NY']))
    expect(whereIs(NEW_YORK, { region: 'TX', postcode: '33101' })).toMatchObject({
      zones: ['America/Chicago', 'America/Denver'],
      areas: ['US-TX', 'US-FL', 'US-NY'],
    })
  })

  it('is not said by columns of countries whose regions nobody knows', () => {
    expect(whereIs(BERLIN, { region: 'Bavaria', postcode: '80331' })).toEqual(known(['Europe/Berlin'], ['DE']))
    expect(whereIs(SYDNEY, { postcode: '2000' })).toMatchObject({ areas: ['AU'] })
  })

  it.each([
    [{ timeZone: 'Mars/Base' }, 'timezone'],
    [{ region: 'Neverland' }, 'state'],
    [{ timeZone: 'America/New_York', region: 'Neverland' }, 'state'],
    [{ postcode: '09012' }, 'zip'],
    [{ region: 'NY', postcode: 'n/a' }, 'zip'],
  ])('is unknown when a column cannot be read: %j', (columns, column) => {
    expect(whereIs(NEW_YORK, columns)).toEqual(unknown(column))
  })

  it('is unknown for a number that is nowhere, until the contact has a time zone', () => {
    expect(whereIs(SATELLITE)).toEqual(unknown('phone'))
    expect(whereIs(SATELLITE, { timeZone: 'America/Denver' })).toEqual(known(['America/Denver'], ['US']))
  })
})

describe('a state', () => {
  it.each([
    ['FL', 'US', 'FL'],
    ['fl.', 'US', 'FL'],
    ['US-FL', 'US', 'FL'],
    ['new york', 'US', 'NY'],
    ['Washington D.C.', 'US', 'DC'],
    ['Washington', 'US', 'WA'],
    ['Québec', 'CA', 'QC'],
    ['WA', 'AU', 'WA'],
    ['N.S.W.', 'AU', 'NSW'],
  ] as const)('is read from “%s” in %s', (text, country, code) => {
    expect(readRegion(text, country)).toBe(code)
  })

  it('has zones under the names that Intl gives them, each in one country', () => {
    for (const country of ['US', 'CA', 'AU'] satisfies Country[]) {
      for (const code of Object.keys(REGIONS[country])) {
        const zones = zonesOfRegion(country, code)
        expect(zones.map(readZone)).toEqual(zones)
        expect(zones.map(countryOfZone)).toEqual(zones.map(() => country))
      }
    }
    expect(zonesOfRegion('US', 'XX')).toEqual([])
  })
})
