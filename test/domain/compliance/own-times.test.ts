import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NEVER } from '#domain/compliance/opening.ts'
import { firstCallAt, ownTimes } from '#domain/compliance/own-times.ts'

const NEW_YORK = ['America/New_York']
const COASTS = ['America/New_York', 'America/Los_Angeles']
const at = (text: string): number => Date.parse(text)
const iso = (ms: number): string => (ms === NEVER ? 'never' : new Date(ms).toISOString())
/** A Monday: 10:00 in New York. */
const now = at('2026-11-02T15:00:00.000Z')
const first = (times: Parameters<typeof firstCallAt>[0], zones = NEW_YORK, from = now): string => iso(firstCallAt(times, zones, from))

describe('the first call to a contact', () => {
  it('is at once where its row says nothing, or a time that has come', () => {
    expect(first({})).toBe(iso(now))
    expect(first({ callAfter: '09:30' })).toBe(iso(now))
    expect(first({ callAfter: '2026-11-02T10:00' })).toBe(iso(now))
    expect(first({ callBefore: '10:01' })).toBe(iso(now))
  })

  it('waits for the time of day that the row names, in the contact’s own time', () => {
    expect(first({ callAfter: '17:30' })).toBe('2026-11-02T22:30:00.000Z')
    expect(first({ callAfter: '08:00', callBefore: '09:30' })).toBe('2026-11-03T13:00:00.000Z')
    expect(first({ callBefore: '10:00' })).toBe('2026-11-03T05:00:00.000Z')
  })

  it('may lie between two times over midnight, and midnight is the end of a day', () => {
    expect(first({ callAfter: '22:00', callBefore: '02:00' })).toBe('2026-11-03T03:00:00.000Z')
    expect(first({ callAfter: '22:00', callBefore: '02:00' }, NEW_YORK, at('2026-11-03T06:30:00.000Z'))).toBe('2026-11-03T06:30:00.000Z')
    expect(first({ callBefore: '00:00' })).toBe(iso(now))
  })

  it('waits for the day, or the instant, however far away', () => {
    expect(first({ callAfter: '2027-06-01T09:00' })).toBe('2027-06-01T13:00:00.000Z')
    expect(first({ callAfter: '2026-12-01T17:30:00.000Z', callBefore: '11:00' })).toBe('2026-12-02T05:00:00.000Z')
  })

  it('holds in every time zone in which the contact may be', () => {
    expect(first({ callAfter: '2026-11-05T09:00' }, COASTS)).toBe('2026-11-05T17:00:00.000Z')
    expect(first({ callAfter: '09:00' }, COASTS)).toBe('2026-11-02T17:00:00.000Z')
    expect(ownTimes({ callBefore: '2026-11-05T09:00' }, COASTS).until).toBe(at('2026-11-05T14:00:00.000Z'))
  })

  it('never comes after the last moment, nor so shortly before it that it would ring into it', () => {
    expect(first({ callBefore: '2026-11-02T10:00' })).toBe('never')
    expect(first({ callBefore: '2026-11-02T15:00:30.000Z' })).toBe('never')
    expect(first({ callBefore: '2026-11-02T15:00:40.000Z' })).toBe(iso(now))
    expect(first({ callAfter: '17:30', callBefore: '2026-11-02T17:00' })).toBe('never')
  })

  it('is at the right instant when clocks change', () => {
    // 02:30 is shown by no clock on 8 March, and 01:30 twice on 1 November.
    expect(ownTimes({ callAfter: '2026-03-08T02:30' }, NEW_YORK).from).toBe(at('2026-03-08T07:30:00.000Z'))
    expect(ownTimes({ callBefore: '2026-03-08T02:30' }, NEW_YORK).until).toBe(at('2026-03-08T06:30:00.000Z'))
    expect(ownTimes({ callAfter: '2026-11-01T01:30' }, NEW_YORK).from).toBe(at('2026-11-01T06:30:00.000Z'))
    expect(ownTimes({ callBefore: '2026-11-01T01:30' }, NEW_YORK).until).toBe(at('2026-11-01T05:30:00.000Z'))
  })

  it('is no sooner than without the row’s wishes, and is open in each zone', () => {
    const minute = fc
      .integer({ min: 0, max: 1_439 })
      .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`)
    const from = fc.integer({ min: now, max: now + 300 * 86_400_000 })
    fc.assert(
      fc.property(minute, from, fc.constantFrom(...COASTS, 'Asia/Kolkata', 'Australia/Lord_Howe'), (callAfter, start, zone) => {
        const opens = firstCallAt({ callAfter }, [zone], start)
        expect(opens).toBeGreaterThanOrEqual(start)
        const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
          opens,
        )
        expect(clock >= callAfter).toBe(true)
      }),
    )
  })
})
