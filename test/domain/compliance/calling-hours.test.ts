import { describe, expect, it } from 'vitest'
import { CALLING_HOURS, ELSEWHERE } from '#domain/compliance/calling-hours.ts'
import { lawsOf } from '#domain/compliance/laws.ts'

const DAY_MS = 86_400_000
/** Which hours an area leaves open on a date, as hh:mm-hh:mm. */
const hoursIn = (area: string, date: string): string[] => {
  const laws = lawsOf([area])
  const isOpen = (minute: number) =>
    laws.every(({ hours }) => hours.on(Date.parse(date) / DAY_MS).some(([from, to]) => from <= minute && minute < to))
  const changes = Array.from({ length: 1441 }, (_, minute) => minute).filter((minute) => isOpen(minute) !== isOpen(minute - 1))
  const times = changes.map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16))
  return times.flatMap((from, i) => (i % 2 === 0 ? [`${from}-${times[i + 1]}`] : []))
}

const FRIDAY = '2026-11-20'
const SATURDAY = '2026-11-21'
const SUNDAY = '2026-11-22'
const THANKSGIVING = '2026-11-26'

describe('the calling hours', () => {
  it.each([
    ['US', FRIDAY, '08:00-21:00'],
    ['US', SUNDAY, '08:00-21:00'],
    ['US-NY', THANKSGIVING, '08:00-21:00'],
    ['US-FL', SUNDAY, '08:00-20:00'],
    ['US-AL', SATURDAY, '08:00-20:00'],
    ['US-AL', SUNDAY, ''],
    ['US-AL', THANKSGIVING, ''],
    ['US-LA', SUNDAY, ''],
    ['US-MS', SUNDAY, ''],
    ['US-CT', FRIDAY, '09:00-20:00'],
    ['US-NV', FRIDAY, '09:00-20:00'],
    ['US-KY', FRIDAY, '10:00-21:00'],
    ['US-RI', FRIDAY, '09:00-18:00'],
    ['US-RI', SATURDAY, '10:00-17:00'],
    ['US-RI', SUNDAY, ''],
    ['US-PA', THANKSGIVING, ''],
    ['US-TX', SUNDAY, '12:00-21:00'],
    ['US-NE', SUNDAY, '13:00-21:00'],
    ['US-NE', THANKSGIVING, '13:00-21:00'],
    ['US-UT', SUNDAY, ''],
    ['US-SD', SATURDAY, ''],
    ['US-WA', FRIDAY, '08:00-20:00'],
    ['US-ME', FRIDAY, '09:00-17:00'],
    ['CA', FRIDAY, '09:00-21:30'],
    ['CA', SUNDAY, '10:00-18:00'],
    ['AU', SATURDAY, '09:00-17:00'],
    ['AU', SUNDAY, ''],
    ['AU', '2026-12-25', ''],
    ['GB', SATURDAY, '09:00-21:00'],
    ['GB', '2026-12-28', ''],
    ['FR', FRIDAY, '10:00-13:00 14:00-20:00'],
    ['FR', SATURDAY, ''],
    ['DE', FRIDAY, '09:00-20:00'],
    ['DE', SATURDAY, ''],
    ['*', SUNDAY, ''],
  ])('of %s on %s are %s', (area, date, hours) => {
    expect(hoursIn(area, date).join(' ')).toBe(hours)
  })

  it('of several areas hold together', () => {
    expect(lawsOf(['US-FL', 'US-KY', 'US-NY']).map(({ hours }) => hours.name)).toEqual(['the United States', 'Florida', 'Kentucky'])
  })

  it.each([...CALLING_HOURS, ELSEWHERE])(
    'of $name are written as hours, and name their source',
    ({ weekdays, saturday, sunday, holidays, source }) => {
      for (const hours of [weekdays, saturday ?? '', sunday ?? '', holidays?.hours ?? '']) {
        expect(hours).toMatch(/^((\d\d:\d\d-\d\d:\d\d)( |$))*$/)
      }
      expect(source.length).toBeGreaterThan(8)
    },
  )

  it('have one row for each area', () => {
    expect(new Set(CALLING_HOURS.map(({ area }) => area)).size).toBe(CALLING_HOURS.length)
  })
})
