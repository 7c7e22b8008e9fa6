import { describe, expect, it } from 'vitest'
import type { GateFacts } from '#domain/compliance.ts'
import { contact, gateOf, HOUR, now, number, rules, settings } from '../../support/gate-facts.ts'

describe('what the contact’s own row says', () => {
  const own = (times: { callAfter?: string; callBefore?: string }, changes: Partial<GateFacts> = {}) =>
    gateOf({ contact: contact({ timeZone: 'America/New_York', ...times }), ...changes })

  it('puts a call off until its time has come', () => {
    expect(own({ callAfter: '10:00' })).toEqual({ kind: 'open' })
    expect(own({ callAfter: '11:00' })).toEqual({
      kind: 'later',
      rule: 'window',
      at: now + HOUR,
      because: 'outside the calling hours of the contact’s row in America/New_York',
    })
    expect(own({ callAfter: '2026-11-03T11:00' })).toEqual({
      kind: 'later',
      rule: 'window',
      at: now + 25 * HOUR,
      because: 'the row says not to call before 2026-11-03T11:00',
    })
  })

  it('never widens the law’s hours, nor the campaign’s', () => {
    // 03:00, and a Sunday evening: the law opens at 08:00, the campaign on Monday.
    expect(own({ callAfter: '2026-11-03T03:00' })).toMatchObject({ kind: 'later', at: Date.parse('2026-11-03T13:00:00.000Z') })
    const window = { from: '09:00', to: '12:00', days: ['mon' as const] }
    const late = own({ callAfter: '2026-11-08T18:00' }, { settings: settings({ window }) })
    expect(late).toMatchObject({ kind: 'later', at: Date.parse('2026-11-09T14:00:00.000Z') })
    const clash = own({ callAfter: '13:00' }, { settings: settings({ window }) })
    expect(clash).toMatchObject({ kind: 'never', rule: 'window', because: expect.stringContaining('the campaign, the contact’s row') })
  })

  it('ends for ever at its last moment, also when the next opening lies behind that', () => {
    expect(own({ callBefore: '2026-11-02T10:00' })).toEqual({
      kind: 'never',
      rule: 'call-before',
      state: 'failed',
      because: 'the row says not to call after 2026-11-02T10:00, and no moment is left before that',
    })
    expect(own({ callBefore: '2026-11-02T10:01' })).toEqual({ kind: 'open' })
    const evening = { contact: contact({ callBefore: '2026-11-03T07:59' }) }
    expect(gateOf(evening, now + 12 * HOUR)).toMatchObject({ kind: 'never', rule: 'call-before' })
    const lockedUntilThen = own({ callBefore: '2026-11-02T15:00:50.000Z' }, { number: number({ lockedBy: 'att' }) })
    expect(lockedUntilThen).toMatchObject({ kind: 'never', rule: 'call-before' })
  })

  it('holds where the law’s hours do not count, and is nobody’s guess where the time is unknown', () => {
    const off = { rules: { ...rules, windows: 'off' as const } }
    expect(own({ callAfter: '11:00' }, off)).toMatchObject({ kind: 'later', at: now + HOUR })
    expect(gateOf({ ...off, contact: contact({ timeZone: 'Mars/Base', callAfter: '11:00' }) })).toMatchObject({
      kind: 'never',
      rule: 'window',
    })
    expect(gateOf({ ...off, contact: contact({ timeZone: 'Mars/Base' }) })).toEqual({ kind: 'open' })
  })
})
