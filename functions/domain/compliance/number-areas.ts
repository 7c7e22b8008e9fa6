// What a telephone number's first digits say of where it is: countries or states, and every time zone that it may be in.
import type { E164 } from '#contract/ids.ts'
import { NUMBER_PREFIXES } from './number-prefixes.ts'

export type NumberArea = {
  /** ISO 3166 codes of countries, or of states of the United States: US-FL. Several when the digits leave it open. */
  areas: readonly string[]
  zones: readonly string[]
}

const byPrefix = (): ReadonlyMap<string, NumberArea> => {
  const areas = new Map<string, NumberArea>()
  for (const line of NUMBER_PREFIXES.trim().split('\n')) {
    const [names = '', zones = '', prefixes = ''] = line.split('|')
    const area = { areas: names.split(' '), zones: zones.split(' ') }
    for (const prefix of prefixes.split(' ')) areas.set(prefix, area)
  }
  return areas
}

const AREAS = byPrefix()
const LONGEST = Math.max(...[...AREAS.keys()].map((prefix) => prefix.length))

/** By the longest prefix that is known; undefined for numbers that belong to no place, such as satellite telephones. */
export const areaOfNumber = (phone: E164): NumberArea | undefined => {
  for (let end = LONGEST + 1; end > 1; end--) {
    const area = AREAS.get(phone.slice(1, end))
    if (area) return area
  }
  return undefined
}
