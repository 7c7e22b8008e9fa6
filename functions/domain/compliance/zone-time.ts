// Time zones: reading their names, and their offset from UTC as spans in which it stays the same.

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** Spans are found for so long at once: a window opens within days, and a look at each day costs 2 µs. */
const CHUNK_MS = 32 * DAY_MS

/** Within [from, to) the zone’s clock is ahead of UTC by `offsetMs`. */
export type Span = { from: number; to: number; offsetMs: number }

/** The spans of one chunk of time. */
type Chunk = { first: Span; later: readonly Span[] }
type Zone = { name: string; format: Intl.DateTimeFormat; chunks: Map<number, Chunk> }

const zones = new Map<string, Zone>()

const zoneOf = (name: string): Zone => {
  const known = zones.get(name)
  if (known) return known
  const format = new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'longOffset' })
  const zone = { name: format.resolvedOptions().timeZone, format, chunks: new Map() }
  zones.set(name, zone)
  return zone
}

/** A place’s zone by its name in the IANA database. Offsets and abbreviations stand for no place: EST has no summer time, CST is on two continents. */
export const readZone = (text: string): string | undefined => {
  const name = text.trim().toLowerCase()
  if (!/^[a-z_-]+(\/[a-z_-]+)+$/.test(name) || name.startsWith('etc/')) return undefined
  try {
    return zoneOf(name).name
  } catch {
    // Intl has no other way to say that it does not know a zone.
    return undefined
  }
}

/** From “11/2/2026, GMT-03:30”; no time zone now in use has parts of a minute. Some versions write UTC as “GMT” alone. */
const offsetAt = ({ format }: Zone, at: number): number => {
  const signed = format.format(at).replace(/.*GMT/, '')
  const hours = Number(signed.slice(0, 3))
  const minutes = Number(`${signed.slice(0, 1)}${signed.slice(4)}`)
  return (hours * 60 + minutes) * MINUTE_MS
}

/** The minute in which the offset changes; at `to` it is another one than at `from`. */
const changeBetween = (zone: Zone, from: number, to: number): number => {
  const before = offsetAt(zone, from)
  let same = from / MINUTE_MS
  let other = to / MINUTE_MS
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2)
    if (offsetAt(zone, middle * MINUTE_MS) === before) same = middle
    else other = middle
  }
  return other * MINUTE_MS
}

const chunkFrom = (zone: Zone, start: number): Chunk => {
  const end = start + CHUNK_MS
  const offsetMs = offsetAt(zone, start)
  const changes: Omit<Span, 'to'>[] = []
  // No zone changes its offset there and back within a day: Morocco's Ramadan takes a month.
  for (let day = start + DAY_MS, before = offsetMs; day <= end; day += DAY_MS) {
    const after = offsetAt(zone, day)
    if (after !== before) changes.push({ from: changeBetween(zone, day - DAY_MS, day), offsetMs: after })
    before = after
  }
  const until = (next: number) => changes[next]?.from ?? end
  return {
    first: { from: start, to: until(0), offsetMs },
    later: changes.map((change, i) => ({ ...change, to: until(i + 1) })),
  }
}

/** The span that an instant falls into. The next one may have the same offset. */
export const spanAt = (zoneName: string, at: number): Span => {
  const zone = zoneOf(zoneName)
  const number = Math.floor(at / CHUNK_MS)
  let chunk = zone.chunks.get(number)
  if (!chunk) {
    chunk = chunkFrom(zone, number * CHUNK_MS)
    zone.chunks.set(number, chunk)
  }
  return chunk.later.findLast(({ from }) => from <= at) ?? chunk.first
}
