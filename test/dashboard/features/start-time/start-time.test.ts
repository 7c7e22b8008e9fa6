import { describe, expect, it } from 'vitest'
import { fieldText, momentOf, problemOf, startsText, usualStart, zoneText } from '../../../../dashboard/features/start-time/start-time.ts'

const HOUR = 3_600_000
const noon = new Date(2026, 10, 23, 12).getTime()

describe('the moment at which a campaign starts', () => {
  it('is told by the viewer’s calendar, with how far it is', () => {
    expect(startsText(new Date(2026, 10, 24, 9).toISOString(), noon)).toMatch(
      /^Starts Tue,?\u00a024\u00a0Nov,?\u00a009:00 \(in\u00a021\u00a0h\)$/,
    )
    expect(startsText(new Date(2027, 1, 1, 9).toISOString(), noon)).toMatch(
      /^Starts Mon,?\u00a01\u00a0Feb\u00a02027,?\u00a009:00 \(in\u00a070\u00a0days\)$/,
    )
    expect(startsText(new Date(noon + 100 * 60_000).toISOString(), noon)).toMatch(/\(in\u00a01\u00a0h\u00a040\u00a0min\)$/)
    expect(startsText(new Date(noon).toISOString(), noon)).toBe('Starts within a minute')
  })

  it('is the same in the field and back, to the minute', () => {
    const at = new Date(2026, 2, 5, 7, 4).getTime()
    expect(fieldText(at)).toBe('2026-03-05T07:04')
    expect(momentOf(fieldText(at + 30_000))).toBe(at)
    expect(momentOf('')).toBeUndefined()
  })

  it('is the next day at nine, when nobody says another', () => {
    expect(fieldText(usualStart(noon))).toBe('2026-11-24T09:00')
  })

  it('has its zone named', () => {
    expect(zoneText(noon)).toMatch(/^\S+, (GMT|UTC)/)
  })

  it('must be one, and lie ahead', () => {
    expect(problemOf(undefined, noon)).toBe('Choose a day and a time.')
    expect(problemOf(noon, noon)).toMatch(/^That has passed: it is Mon,?\u00a023\u00a0Nov,?\u00a012:00 by now\.$/)
    expect(problemOf(noon + HOUR, noon)).toBeUndefined()
  })
})
