import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canDial, type GateFacts } from '#domain/compliance.ts'

const now = Date.parse('2026-11-02T15:00:00.000Z')
const HOUR = 3_600_000
const facts = (changes: Partial<GateFacts> = {}): GateFacts => ({
  contact: { attempts: 0 },
  settings: { retryCount: 1 },
  number: undefined,
  callsPerDay: 3,
  ...changes,
})
const number = (changes: Partial<NonNullable<GateFacts['number']>> = {}) => ({ suppressed: false, recent: [], ...changes })

describe('the gate', () => {
  it('is open for a number that nobody has called', () => {
    expect(canDial(facts(), { now, jitter: 0 })).toEqual({ kind: 'open' })
  })

  it('is closed for ever to a suppressed number, whatever else holds', () => {
    const gate = canDial(facts({ number: number({ suppressed: true, lockedBy: 'att' }) }), { now, jitter: 0 })
    expect(gate).toMatchObject({ kind: 'never', state: 'suppressed' })
  })

  it('is closed for ever when the budget is used up', () => {
    expect(canDial(facts({ contact: { attempts: 2 } }), { now, jitter: 0 })).toMatchObject({ kind: 'never', state: 'failed' })
  })

  it('waits 20 to 40 seconds for another campaign’s call to the number', () => {
    const gate = (jitter: number) => canDial(facts({ number: number({ lockedBy: 'att' }) }), { now, jitter })
    expect(gate(0)).toMatchObject({ kind: 'later', at: now + 20_000 })
    expect(gate(0.999)).toMatchObject({ kind: 'later', because: expect.stringContaining('another campaign') })
  })

  it('waits until the oldest of the day’s calls is a day old', () => {
    const recent = [{ at: now - 5 * HOUR }, { at: now - 23 * HOUR }, { at: now - HOUR }]
    const gate = canDial(facts({ number: number({ recent }) }), { now, jitter: 0 })
    expect(gate).toMatchObject({ kind: 'later', at: now + HOUR + 1_000 })
  })

  it('never lets more calls through in 24 hours than the cap, and opens when it says it will', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 48 * HOUR }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 5 }),
        (ages, callsPerDay) => {
          const recent = ages.map((age) => ({ at: now - age }))
          const gate = canDial(facts({ number: number({ recent }), callsPerDay }), { now, jitter: 0 })
          const lately = ages.filter((age) => age < 24 * HOUR).length
          expect(gate.kind).toBe(lately >= callsPerDay ? 'later' : 'open')
          if (gate.kind !== 'later') return
          expect(canDial(facts({ number: number({ recent }), callsPerDay }), { now: gate.at, jitter: 0 }).kind).toBe('open')
        },
      ),
    )
  })
})
