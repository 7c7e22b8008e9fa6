import { describe, expect, it } from 'vitest'
import { CALENDARS, type Calendar } from '#domain/compliance/holiday-calendars.ts'
import { isHoliday } from '#domain/compliance/holidays.ts'

const DAY_MS = 86_400_000
const dayOf = (date: string): number => Date.parse(date) / DAY_MS
const holidaysOf = (calendar: Calendar, year: number): string[] => {
  const first = dayOf(`${year}-01-01`)
  return Array.from({ length: 366 }, (_, i) => first + i)
    .filter((day) => isHoliday(day, calendar))
    .map((day) => new Date(day * DAY_MS).toISOString().slice(0, 10))
    .filter((date) => date.startsWith(String(year)))
    .map((date) => date.slice(5))
}

describe('the public holidays', () => {
  it('of the United States are kept on Friday or Monday too when they fall on a weekend', () => {
    // 2027: Juneteenth on a Saturday, Independence Day on a Sunday, Christmas and the New Year after it on Saturdays.
    const federal = '01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31'
    expect(holidaysOf('US-UT', 2027)).toEqual([...federal.split(' '), '07-23', '07-24'].sort())
  })

  it('move with Easter', () => {
    for (const [year, goodFriday] of [
      [2024, '03-29'],
      [2025, '04-18'],
      [2026, '04-03'],
      [2027, '03-26'],
      [2028, '04-14'],
      [2038, '04-23'],
    ] as const) {
      expect(isHoliday(dayOf(`${year}-${goodFriday}`), 'GB')).toBe(true)
    }
    expect(isHoliday(dayOf('2026-02-17'), 'US-LA')).toBe(true)
  })

  it('of Australia are kept on the next working day', () => {
    expect(holidaysOf('AU', 2027)).toEqual('01-01 01-26 03-26 03-29 04-25 04-26 12-25 12-26 12-27 12-28'.split(' '))
    // Boxing Day on a Monday: Christmas is kept on the Tuesday after it.
    expect(holidaysOf('AU', 2033).slice(-3)).toEqual(['12-25', '12-26', '12-27'])
  })

  it('of England are eight, and their substitutes', () => {
    expect(holidaysOf('GB', 2026)).toEqual('01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28'.split(' '))
  })

  it('of France are kept on their day alone', () => {
    expect(holidaysOf('FR', 2026)).toEqual('01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25'.split(' '))
  })

  it('have an election every second year in some states, every year in others', () => {
    expect([2026, 2027].map((year) => isHoliday(dayOf(`${year}-11-0${year - 2023}`), 'US-PA'))).toEqual([true, false])
    expect(isHoliday(dayOf('2027-11-02'), 'US-PA')).toBe(true)
    expect(isHoliday(dayOf('2026-11-03'), 'US-RI')).toBe(true)
    expect(isHoliday(dayOf('2027-11-02'), 'US-RI')).toBe(false)
  })

  it.each(Object.keys(CALENDARS))('of %s are 7 to 20 days a year', (name) => {
    const calendar = Object.keys(CALENDARS).find((key): key is Calendar => key === name)
    for (let year = 2024; calendar && year < 2040; year++) {
      expect(holidaysOf(calendar, year).length).toBeGreaterThanOrEqual(7)
      expect(holidaysOf(calendar, year).length).toBeLessThanOrEqual(20)
    }
  })
})
