import { expect, it } from 'vitest'
import { E164 } from '#contract/ids.ts'
import { hourOfDay, hourThere, weekdayOf } from '#domain/breakdown/hour-there.ts'

const at = (instant: string) => Date.parse(instant)
const there = (phone: string, instant: string, more: { timeZone?: string; region?: string } = {}) => {
  const hour = hourThere({ phone: E164.parse(phone), ...more }, at(instant))
  return hour === undefined ? undefined : `${weekdayOf(hour)} ${hourOfDay(hour)}`
}

it('is the hour at the contact, not where the campaign is run', () => {
  // Washington is five hours behind UTC in winter, four in summer.
  expect(there('+12025550142', '2026-11-02T15:30:00.000Z')).toBe('mon 10')
  expect(there('+12025550142', '2026-07-06T15:30:00.000Z')).toBe('mon 11')
  expect(there('+442079460123', '2026-11-02T15:30:00.000Z')).toBe('mon 15')
})

it('goes over midnight and over the end of the week', () => {
  expect(there('+12025550142', '2026-11-02T03:00:00.000Z')).toBe('sun 22')
  expect(there('+12025550142', '2026-11-02T15:00:00.000Z', { timeZone: 'Asia/Tokyo' })).toBe('tue 0')
})

it('goes by what the row says of the place before it goes by the number', () => {
  expect(there('+12025550142', '2026-11-02T18:30:00.000Z', { timeZone: 'America/Los_Angeles' })).toBe('mon 10')
  expect(there('+12025550142', '2026-11-02T18:30:00.000Z', { region: 'CA' })).toBe('mon 10')
})

it('is not guessed when the number may lie in time zones that disagree, or the row cannot be read', () => {
  // A mobile number of Australia.
  expect(there('+61491570156', '2026-11-02T03:00:00.000Z')).toBeUndefined()
  expect(there('+12025550142', '2026-11-02T03:00:00.000Z', { timeZone: 'EST' })).toBeUndefined()
})
