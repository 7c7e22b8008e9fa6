import { describe, expect, it } from 'vitest'
import { readZone, spanAt } from '#domain/compliance/zone-time.ts'

const offsetMinutes = (zone: string, at: string): number => spanAt(zone, Date.parse(at)).offsetMs / 60_000

describe('a time zone', () => {
  it.each([
    ['America/New_York', 'America/New_York'],
    [' america/new_york ', 'America/New_York'],
    ['US/Eastern', 'America/New_York'],
    ['America/Argentina/Ushuaia', 'America/Argentina/Ushuaia'],
    ['America/Port-au-Prince', 'America/Port-au-Prince'],
  ])('is read from “%s”', (text, zone) => {
    expect(readZone(text)).toBe(zone)
  })

  it.each(['', 'EST', 'CST', 'Eastern', 'UTC', 'GMT+2', '+05:30', 'Etc/GMT+5', 'etc/utc', 'Mars/Base', '-5', 'America/'])(
    'is not read from “%s”, which names no place',
    (text) => {
      expect(readZone(text)).toBeUndefined()
    },
  )

  it.each([
    ['America/New_York', '2026-01-15T00:00:00Z', -300],
    ['America/New_York', '2026-07-15T00:00:00Z', -240],
    ['America/Phoenix', '2026-07-15T00:00:00Z', -420],
    ['America/St_Johns', '2026-07-15T00:00:00Z', -150],
    ['Asia/Kathmandu', '2026-07-15T00:00:00Z', 345],
    ['Pacific/Chatham', '2026-01-15T00:00:00Z', 825],
    ['Australia/Lord_Howe', '2026-01-15T00:00:00Z', 660],
    ['Australia/Lord_Howe', '2026-07-15T00:00:00Z', 630],
    ['Antarctica/Troll', '2026-07-15T00:00:00Z', 120],
    ['Europe/London', '2026-01-15T00:00:00Z', 0],
  ])('%s is at %s ahead of UTC by %i minutes', (zone, at, minutes) => {
    expect(offsetMinutes(zone, at)).toBe(minutes)
  })

  it.each([
    ['America/New_York', '2026-03-08T07:00:00Z', -300, -240],
    ['America/New_York', '2026-11-01T06:00:00Z', -240, -300],
    ['Europe/London', '2026-10-25T01:00:00Z', 60, 0],
    ['Australia/Sydney', '2026-10-03T16:00:00Z', 600, 660],
    // Half an hour, in the middle of an hour.
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', 660, 630],
    ['America/St_Johns', '2026-03-08T05:30:00Z', -210, -150],
    // Ramadan, there and back.
    ['Africa/Casablanca', '2026-02-15T02:00:00Z', 60, 0],
    ['Africa/Casablanca', '2026-03-22T02:00:00Z', 0, 60],
    ['Antarctica/Troll', '2026-03-29T01:00:00Z', 0, 120],
  ])('%s changes at %s exactly', (zone, at, before, after) => {
    const change = Date.parse(at)
    expect(spanAt(zone, change - 1)).toMatchObject({ to: change, offsetMs: before * 60_000 })
    expect(spanAt(zone, change)).toMatchObject({ from: change, offsetMs: after * 60_000 })
  })

  it('is known as of 2026 or later: an older database opens windows at the wrong hour', () => {
    expect(Number.parseInt(process.versions.tz ?? '', 10)).toBeGreaterThanOrEqual(2026)
  })
})
