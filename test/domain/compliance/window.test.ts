import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { E164 } from '#contract/ids.ts'
import { contact, gateOf, now, rules, settings } from '../../support/gate-facts.ts'

describe('the window', () => {
  const window = { from: '10:00', to: '12:00', days: ['tue' as const] }

  it('says which rule is closed where, and when it opens', () => {
    expect(gateOf({}, Date.parse('2026-11-03T03:00:00Z'))).toEqual({
      kind: 'later',
      rule: 'window',
      at: Date.parse('2026-11-03T13:00:00Z'),
      because: 'outside the calling hours of the United States in America/New_York',
    })
  })

  it('is what the campaign’s own hours leave of the law’s', () => {
    expect(gateOf({ settings: settings({ window }) })).toMatchObject({
      kind: 'later',
      at: Date.parse('2026-11-03T15:00:00Z'),
      because: 'outside the calling hours of the campaign in America/New_York',
    })
  })

  it('of the law does not count where nobody is called; the campaign’s own does', () => {
    const off = { rules: { ...rules, windows: 'off' as const } }
    const night = Date.parse('2026-11-03T05:00:00Z')
    expect(gateOf(off, night)).toEqual({ kind: 'open' })
    expect(gateOf({ ...off, contact: contact({ timeZone: 'Mars/Base' }) }, night)).toEqual({ kind: 'open' })
    const atNight = settings({ window: { from: '23:00', to: '01:00', days: ['mon'] } })
    expect(gateOf({ ...off, settings: atNight }, night)).toEqual({ kind: 'open' })
    expect(gateOf({ ...off, settings: atNight })).toMatchObject({ kind: 'later', rule: 'window', at: Date.parse('2026-11-03T04:00:00Z') })
  })

  it('that leaves nothing of the law’s hours is closed for ever, and says so', () => {
    const gate = gateOf({ settings: settings({ window: { from: '22:00', to: '23:30', days: ['mon'] } }) })
    expect(gate).toMatchObject({
      kind: 'never',
      rule: 'window',
      state: 'failed',
      because: expect.stringContaining('the United States, the campaign'),
    })
  })

  it.each([
    [{ timeZone: 'Mars/Base' }, 'timezone'],
    [{ timeZone: 'EST' }, 'timezone'],
    [{ region: 'Florence' }, 'state'],
    [{ postcode: '00000' }, 'zip'],
  ])('of a contact whose own column cannot be read (%j) never opens, and says what to repair', (column, name) => {
    const gate = gateOf({ contact: contact(column) })
    expect(gate).toMatchObject({ kind: 'never', rule: 'window', state: 'failed', because: expect.stringContaining(`the column ${name}`) })
  })

  it('opens when it says it will, and at no moment before', () => {
    const phones = ['+12025550142', '+18505550142', '+61491570156', '+33199001234', '+442079460123', '+919812345678', '+12055550142']
    fc.assert(
      fc.property(
        fc.constantFrom(...phones.map((text) => E164.parse(text))),
        fc.integer({ min: 0, max: 400 * 24 * 60 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (phone, minutes, part) => {
          const changes = { contact: contact({ phone }) }
          const at = now + minutes * 60_000
          const gate = gateOf(changes, at)
          expect(['open', 'later']).toContain(gate.kind)
          if (gate.kind !== 'later') return
          expect(gate.at).toBeGreaterThan(at)
          expect(gateOf(changes, gate.at)).toEqual({ kind: 'open' })
          const between = gateOf(changes, at + Math.floor((gate.at - at) * part))
          expect(between).toMatchObject({ kind: 'later', at: gate.at })
        },
      ),
    )
  })
})
