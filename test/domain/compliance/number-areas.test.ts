import { describe, expect, it } from 'vitest'
import { E164 } from '#contract/ids.ts'
import { areaOfNumber } from '#domain/compliance/number-areas.ts'
import { NUMBER_PREFIXES } from '#domain/compliance/number-prefixes.ts'
import { numberPrefixes } from '../../support/number-prefixes.ts'

const areaOf = (phone: string) => areaOfNumber(E164.parse(phone))
const zonesOf = (phone: string): string => areaOf(phone)?.zones.join(' ') ?? ''

describe('a number’s first digits', () => {
  it.each([
    ['+12025550142', ['US-DC'], 'America/New_York'],
    ['+13055550142', ['US-FL'], 'America/New_York'],
    ['+18085550142', ['US-HI'], 'Pacific/Honolulu'],
    ['+17875550142', ['US-PR'], 'America/Puerto_Rico'],
    ['+18765550142', ['JM'], 'America/Jamaica'],
    ['+14165550142', ['CA'], 'America/Toronto'],
    ['+442079460123', ['GB'], 'Europe/London'],
    ['+447700900123', ['GB'], 'Europe/London'],
    ['+33199001234', ['FR'], 'Europe/Paris'],
    ['+262262123456', ['FR'], 'Indian/Reunion'],
    ['+61255501234', ['AU'], 'Australia/Sydney'],
    ['+493023125123', ['DE'], 'Europe/Berlin'],
    ['+9779812345678', ['NP'], 'Asia/Katmandu'],
    ['+5511912345678', ['BR'], 'America/Sao_Paulo'],
  ])('of %s stand for %j and %s', (phone, areas, zones) => {
    expect({ areas: areaOf(phone)?.areas, zones: zonesOf(phone) }).toEqual({ areas, zones })
  })

  it('that say nothing of a place are unknown', () => {
    for (const phone of ['+881612345678', '+882123456789', '+80012345678']) expect(areaOf(phone)).toBeUndefined()
  })

  it.each([
    [
      '208 219 236 250 257 270 308 364 367 418 423 448 458 541 574 581 605 606 620 672 701 709 729 775 778 785 807 812 850 867 879 906 907 928 930 986',
    ],
  ])('give every zone of the area codes that span several: %s', (codes) => {
    for (const code of codes.split(' ')) expect(areaOf(`+1${code}5550142`)?.zones.length).toBeGreaterThan(1)
  })

  it.each([
    ['+18505550142', 'America/Chicago America/New_York'],
    ['+12085550142', 'America/Boise America/Denver America/Los_Angeles'],
    ['+19075550142', 'America/Adak America/Anchorage America/Juneau Pacific/Honolulu'],
    ['+19285550142', 'America/Denver America/Phoenix'],
  ])('of %s stand for %s', (phone, zones) => {
    expect(zonesOf(phone)).toBe(zones)
  })

  it('of an Australian mobile stand for all of Australia', () => {
    expect(zonesOf('+61491570156').split(' ')).toEqual(
      ['Adelaide', 'Brisbane', 'Darwin', 'Eucla', 'Lord_Howe', 'Perth', 'Sydney'].map((place) => `Australia/${place}`),
    )
  })

  it.each([
    ['+79161234567', 'Europe/Kaliningrad', 'Asia/Kamchatka'],
    ['+34612345678', 'Atlantic/Canary', 'Europe/Madrid'],
    ['+6281234567890', 'Asia/Jakarta', 'Asia/Jayapura'],
    ['+64211234567', 'Pacific/Auckland', 'Pacific/Chatham'],
    ['+18005550142', 'Pacific/Honolulu', 'America/St_Johns'],
  ])('of %s, which may be anywhere in its country, stand for %s and %s too', (phone, ...zones) => {
    expect(zonesOf(phone).split(' ')).toEqual(expect.arrayContaining(zones))
  })

  it.each([
    ['+212612345678', 'Africa/Casablanca Africa/El_Aaiun'],
    ['+213551234567', 'Africa/Algiers'],
    ['+50581234567', 'America/Managua'],
    ['+14075550142', 'America/New_York'],
    ['+16895550142', 'America/New_York'],
  ])('of %s stand for the country’s own zones, not a neighbour’s: %s', (phone, zones) => {
    expect(zonesOf(phone)).toBe(zones)
  })

  it('stand for zones that this machine knows', () => {
    const zones = new Set(
      NUMBER_PREFIXES.trim()
        .split('\n')
        .flatMap((line) => line.split('|')[1]?.split(' ') ?? []),
    )
    expect(zones.size).toBeGreaterThan(250)
    for (const timeZone of zones) expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow()
  })
})

describe('the table of prefixes', () => {
  const names = new Map([
    ['850', 'Florida'],
    ['212', 'New York, NY'],
  ])
  const lines = (map: Record<string, string>) => numberPrefixes(new Map(Object.entries(map)), names)

  it('joins the exchanges of an area code, and the codes laid over it', () => {
    expect(lines({ 1850: 'America/New_York', 1850229: 'America/Chicago', 1448: 'America/New_York', 1212: 'America/New_York' })).toEqual([
      'US-FL|America/Chicago America/New_York|1448 1850',
      'US-NY|America/New_York|1212',
    ])
  })

  it('leaves out what a shorter prefix stands for already', () => {
    expect(lines({ 49: 'Europe/Berlin', 4930: 'Europe/Berlin', 44: 'Europe/Jersey&Europe/London' })).toEqual([
      'DE|Europe/Berlin|49',
      'GB|Europe/London|44',
    ])
  })

  it('gives a mobile number all zones of its country', () => {
    expect(lines({ 642: 'Pacific/Auckland', 64: 'Pacific/Auckland&Pacific/Chatham' })).toEqual(['NZ|Pacific/Auckland Pacific/Chatham|64'])
  })

  it('puts a country’s own zone in the place of its neighbour’s', () => {
    expect(lines({ 212: 'Atlantic/Canary', 34: 'Atlantic/Canary&Europe/Madrid' })).toEqual([
      'EH MA|Africa/Casablanca Africa/El_Aaiun|212',
      'ES|Atlantic/Canary Europe/Madrid|34',
    ])
  })
})
