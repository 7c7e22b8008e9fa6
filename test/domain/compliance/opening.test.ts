import { describe, expect, it } from 'vitest'
import type { CallingWindow } from '#contract/campaign-settings.ts'
import { campaignHours } from '#domain/compliance/hours.ts'
import { lawsOf } from '#domain/compliance/laws.ts'
import { closedBy, NEVER, opensAt, type Schedule } from '#domain/compliance/opening.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ALL_DAYS: CallingWindow['days'] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const federal = lawsOf(['US']).map(({ hours }) => hours)

const window = (from: string, to: string, zones: string | string[], days = ALL_DAYS): Schedule => ({
  zones: [zones].flat(),
  rules: [campaignHours({ from, to, days })],
})
const opening = (schedule: Schedule, at: string): string => new Date(opensAt(schedule, Date.parse(at))).toISOString().replace('.000', '')
const isOpen = (schedule: Schedule, at: number): boolean => opensAt(schedule, at) === at

describe('the federal hours, 08:00 to 21:00 on the clock of', () => {
  /** What the zone's clock is ahead of UTC, in hours. */
  const clocks: [zone: string, date: string, ahead: number][] = [
    ['America/New_York', '2026-06-16', -4],
    ['America/New_York', '2026-12-15', -5],
    ['America/Phoenix', '2026-06-16', -7],
    // The Navajo Nation.
    ['America/Denver', '2026-06-16', -6],
    ['Pacific/Honolulu', '2026-06-16', -10],
    ['America/Adak', '2026-06-16', -9],
    ['America/Adak', '2026-12-15', -10],
    ['America/St_Johns', '2026-06-16', -2.5],
    ['America/St_Johns', '2026-12-15', -3.5],
    ['Australia/Lord_Howe', '2026-06-16', 10.5],
    ['Australia/Lord_Howe', '2026-12-15', 11],
    ['Asia/Kathmandu', '2026-06-16', 5.75],
    ['Pacific/Chatham', '2026-06-16', 12.75],
    ['Pacific/Chatham', '2026-12-15', 13.75],
    // In Ramadan, and after it.
    ['Africa/Casablanca', '2026-03-10', 0],
    ['Africa/Casablanca', '2026-04-14', 1],
    ['Pacific/Apia', '2026-06-16', 13],
    ['Antarctica/Troll', '2026-06-16', 2],
    ['Antarctica/Troll', '2026-12-15', 0],
  ]

  it.each(clocks)('%s on %s', (zone, date, ahead) => {
    const schedule = { zones: [zone], rules: federal }
    const at = (time: string) => Date.parse(`${date}T${time}Z`) - ahead * HOUR
    expect(isOpen(schedule, at('07:59:59'))).toBe(false)
    expect(opensAt(schedule, at('07:59:59'))).toBe(at('08:00:00'))
    expect(isOpen(schedule, at('08:00:00'))).toBe(true)
    expect(isOpen(schedule, at('20:59:19'))).toBe(true)
    for (const late of ['20:59:20', '20:59:59', '21:00:00', '23:00:00']) {
      expect(opensAt(schedule, at(late))).toBe(at('08:00:00') + 24 * HOUR)
    }
  })
})

describe('a window on a day when the clocks change', () => {
  it('opens at three when its hour before three does not exist', () => {
    expect(opening(window('02:30', '04:00', 'America/New_York'), '2026-03-08T05:00:00Z')).toBe('2026-03-08T07:00:00Z')
    expect(opening(window('02:00', '03:00', 'Europe/Berlin'), '2026-03-29T00:00:00Z')).toBe('2026-03-30T00:00:00Z')
  })

  it('that ends in the hour which does not exist closes before it', () => {
    const early = window('01:00', '02:30', 'America/New_York')
    expect(isOpen(early, Date.parse('2026-03-08T06:59:19Z'))).toBe(true)
    expect(isOpen(early, Date.parse('2026-03-08T06:59:20Z'))).toBe(false)
  })

  it('stays open through an hour that comes twice', () => {
    const twice = window('01:00', '02:00', 'America/New_York')
    expect(opening(twice, '2026-11-01T04:00:00Z')).toBe('2026-11-01T05:00:00Z')
    for (const time of ['05:59:50', '06:00:00', '06:59:19']) expect(isOpen(twice, Date.parse(`2026-11-01T${time}Z`))).toBe(true)
    expect(isOpen(twice, Date.parse('2026-11-01T06:59:20Z'))).toBe(false)
  })

  it('opens twice when only its half comes twice', () => {
    const half = window('01:30', '02:00', 'America/New_York')
    expect(opening(half, '2026-11-01T05:00:00Z')).toBe('2026-11-01T05:30:00Z')
    expect(opening(half, '2026-11-01T05:59:20Z')).toBe('2026-11-01T06:30:00Z')
    const first = window('01:00', '01:30', 'Europe/London')
    expect(opening(first, '2026-10-25T00:29:20Z')).toBe('2026-10-25T01:00:00Z')
  })

  it('knows clocks that change by half an hour', () => {
    const twice = window('01:30', '02:00', 'Australia/Lord_Howe')
    expect(isOpen(twice, Date.parse('2026-04-04T14:59:50Z'))).toBe(true)
    expect(opening(twice, '2026-04-04T15:29:20Z')).toBe('2026-04-05T15:00:00Z')
    expect(opening(window('02:00', '03:00', 'Australia/Lord_Howe'), '2026-10-03T15:00:00Z')).toBe('2026-10-03T15:30:00Z')
  })

  it('holds on both sides of the equator', () => {
    const both = window('08:00', '21:00', ['America/New_York', 'Australia/Sydney'])
    // 15 hours apart in July, 16 in January.
    expect(opening(both, '2026-07-14T14:00:00Z')).toBe('2026-07-14T22:00:00Z')
    expect(opening(both, '2026-01-13T14:00:00Z')).toBe('2026-01-13T21:00:00Z')
  })
})

describe('a window over midnight', () => {
  const night = window('22:00', '02:00', 'Asia/Kathmandu', ['fri'])

  it('belongs to the day on which it begins', () => {
    expect(opening(night, '2026-11-18T00:00:00Z')).toBe('2026-11-20T16:15:00Z')
    expect(isOpen(night, Date.parse('2026-11-20T20:14:19Z'))).toBe(true)
    expect(opening(night, '2026-11-20T20:14:20Z')).toBe('2026-11-27T16:15:00Z')
  })

  it('does not close at midnight', () => {
    for (const time of ['18:14:20', '18:14:59', '18:15:00']) expect(isOpen(night, Date.parse(`2026-11-20T${time}Z`))).toBe(true)
  })

  it('of a whole day is open all day', () => {
    const day = window('09:00', '09:00', 'Asia/Kathmandu', ['fri'])
    expect(isOpen(day, Date.parse('2026-11-20T18:14:40Z'))).toBe(true)
    expect(isOpen(day, Date.parse('2026-11-21T03:14:19Z'))).toBe(true)
    expect(isOpen(day, Date.parse('2026-11-21T03:14:20Z'))).toBe(false)
  })
})

describe('several zones', () => {
  it('are all open for 7½ hours from the Aleutians to Newfoundland', () => {
    const all = { zones: ['America/Adak', 'America/St_Johns'], rules: federal }
    expect(opening(all, '2026-06-16T00:00:00Z')).toBe('2026-06-16T17:00:00Z')
    expect(isOpen(all, Date.parse('2026-06-16T23:29:19Z'))).toBe(true)
    expect(opening(all, '2026-06-16T23:29:20Z')).toBe('2026-06-17T17:00:00Z')
  })

  it('around the world are never open together', () => {
    const world = { zones: ['America/Los_Angeles', 'Europe/Paris', 'Asia/Tokyo'], rules: federal }
    expect(opensAt(world, Date.parse('2026-06-16T00:00:00Z'))).toBe(NEVER)
  })

  it('without a rule, or rules without a zone, forbid nothing', () => {
    expect(opening({ zones: ['Asia/Tokyo'], rules: [] }, '2026-06-16T01:23:45Z')).toBe('2026-06-16T01:23:45Z')
    expect(opening({ zones: [], rules: federal }, '2026-06-16T01:23:45Z')).toBe('2026-06-16T01:23:45Z')
  })
})

describe('a rule that is closed', () => {
  const schedule = { zones: ['America/Chicago', 'America/New_York'], rules: lawsOf(['US-FL']).map(({ hours }) => hours) }

  it.each([
    ['2026-06-16T12:30:00Z', 'the United States in America/Chicago'],
    ['2026-06-17T00:30:00Z', 'Florida in America/New_York'],
    // Open still, but not when somebody answers.
    ['2026-06-16T23:59:30Z', 'Florida in America/New_York'],
  ])('is named at %s: %s', (at, words) => {
    expect(closedBy(schedule, Date.parse(at))).toBe(`outside the calling hours of ${words}`)
  })
})

describe('holidays and Sundays', () => {
  const inArea = (area: string, zone: string): Schedule => ({ zones: [zone], rules: lawsOf([area]).map(({ hours }) => hours) })

  it('are waited out to the next open day', () => {
    // Independence Day on a Saturday, kept on Friday; then a Sunday.
    expect(opening(inArea('US-AL', 'America/Chicago'), '2026-07-03T02:00:00Z')).toBe('2026-07-06T13:00:00Z')
    // Christmas on a Friday, Boxing Day kept on Monday.
    expect(opening(inArea('AU', 'Australia/Sydney'), '2026-12-24T10:00:00Z')).toBe('2026-12-28T22:00:00Z')
  })

  it('may shut a campaign’s one weekday for weeks', () => {
    const onlyMondays = window('09:00', '10:00', 'Europe/London', ['mon'])
    const both = { ...onlyMondays, rules: [...onlyMondays.rules, ...inArea('GB', '').rules] }
    // 2027-12-27 is kept for Christmas, 2028-01-03 for the New Year.
    expect(opening(both, '2027-12-20T12:00:00Z')).toBe('2028-01-10T09:00:00Z')
    expect(opensAt({ ...both, rules: [...both.rules, campaignHours({ from: '09:00', to: '10:00', days: ['sun'] })] }, 0)).toBe(NEVER)
  })
})
