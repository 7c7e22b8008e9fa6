import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { E164 } from '#contract/ids.ts'
import { called, contact, gateOf, HOUR, now, number, rules, settings } from '../support/gate-facts.ts'

describe('the gate', () => {
  it('is open for a number that nobody has called', () => {
    expect(gateOf()).toEqual({ kind: 'open' })
  })

  it('is closed for ever to a suppressed number, whatever else holds', () => {
    const spent = { calls: 9, billedSeconds: 0 }
    const gate = gateOf({
      number: number({ suppressed: true, lockedBy: 'att' }),
      contact: contact({ attempts: 9, timeZone: 'Mars/Base' }),
      settings: settings({ budget: { calls: 1 } }),
      spent,
    })
    expect(gate).toMatchObject({ kind: 'never', rule: 'suppressed', state: 'suppressed' })
  })

  it('says of every refusal which rule it is, and why', () => {
    const refusals = [
      gateOf({ rules: { ...rules, only: ['+12025550143'] } }),
      gateOf({ allowed: ['GB'] }),
      gateOf({ contact: contact({ attempts: 2 }) }),
      gateOf({ contact: contact({ callBefore: '2026-11-02T09:00' }) }),
      gateOf({ number: number({ lockedBy: 'att' }) }),
      gateOf({ number: called(1, 2, 3) }),
      gateOf({}, now + 12 * HOUR),
      gateOf({ rules: { ...rules, consent: 'contact' } }),
      gateOf({ settings: settings({ budget: { calls: 1 } }), spent: { calls: 1, billedSeconds: 0 } }),
    ]
    expect(refusals.map((gate) => 'rule' in gate && gate.rule)).toEqual([
      ...['allow-list', 'destination', 'attempts', 'call-before', 'locked', 'frequency', 'window', 'consent', 'budget'],
    ])
    for (const gate of refusals) expect(gate).toMatchObject({ because: expect.stringMatching(/\w+ \w+/) })
  })
})

describe('a list of the only numbers that may be called', () => {
  it.each([
    ['the number alone', ['+12025550142'], 'open'],
    ['the number among others', ['+442079460000', '+12025550142'], 'open'],
    ['another number', ['+12025550143'], 'never'],
    ['its digits without the sign', ['12025550142'], 'never'],
    ['nobody', [], 'never'],
  ])('with %s on it', (_, only, kind) => {
    expect(gateOf({ rules: { ...rules, only } }).kind).toBe(kind)
  })
})

describe('the destination', () => {
  it('is refused when the campaign may not call there, or nobody may', () => {
    const jamaica = contact({ phone: E164.parse('+18765550123') })
    expect(gateOf({ contact: jamaica, allowed: ['US'] })).toMatchObject({
      kind: 'never',
      rule: 'destination',
      state: 'failed',
      because: expect.stringContaining('add JM to its allowed countries'),
    })
    const open = { rules: { ...rules, windows: 'off' as const } }
    expect(gateOf({ ...open, contact: jamaica, allowed: ['US', 'JM'] })).toEqual({ kind: 'open' })
    for (const phone of ['+19005550101', '+881612345678', '+999123456789']) {
      expect(gateOf({ ...open, contact: contact({ phone: E164.parse(phone) }) })).toMatchObject({ kind: 'never', rule: 'destination' })
    }
  })
})

describe('the attempts', () => {
  it.each([
    [{ retryCount: 1 }, 1, 'open'],
    [{ retryCount: 1 }, 2, 'never'],
    [{ retryCount: 0 }, 1, 'never'],
    [{ retries: { busy: [HOUR, HOUR, HOUR], 'no-answer': [HOUR] } }, 3, 'open'],
    [{ retries: { busy: [HOUR, HOUR, HOUR], 'no-answer': [HOUR] } }, 4, 'never'],
  ] as const)('with the settings %j are after %i calls: %s', (change, attempts, kind) => {
    const retries = 'retries' in change ? { retries: { busy: [...change.retries.busy], 'no-answer': [HOUR] } } : change
    expect(gateOf({ contact: contact({ attempts }), settings: settings(retries) }).kind).toBe(kind)
  })
})

describe('the lock of another campaign', () => {
  it('is waited for 20 to 40 seconds', () => {
    const gate = (jitter: number) => gateOf({ number: number({ lockedBy: 'att' }) }, now, jitter)
    expect(gate(0)).toMatchObject({ kind: 'later', rule: 'locked', at: now + 20_000 })
    expect(gate(0.5)).toMatchObject({ kind: 'later', at: now + 30_000, because: expect.stringContaining('another campaign') })
  })

  it('is no news outside the window: it will be gone when the window opens', () => {
    const gate = gateOf({ number: number({ lockedBy: 'att' }) }, Date.parse('2026-11-03T04:00:00Z'))
    expect(gate).toMatchObject({ kind: 'later', rule: 'window', at: Date.parse('2026-11-03T13:00:00Z') })
  })

  it('gives way to what keeps the contact longer', () => {
    expect(gateOf({ number: { ...called(1, 2, 3), lockedBy: 'att' } })).toMatchObject({ kind: 'later', rule: 'frequency' })
    expect(gateOf({ number: { ...called(23.999, 23.999, 23.999), lockedBy: 'att' } })).toMatchObject({ kind: 'later', rule: 'locked' })
  })

  it('that ends after the window keeps the contact until the next one', () => {
    const gate = gateOf({ number: number({ lockedBy: 'att' }) }, Date.parse('2026-11-03T01:59:10Z'))
    expect(gate).toMatchObject({ kind: 'later', rule: 'locked', at: Date.parse('2026-11-03T13:00:00Z') })
  })
})

describe('the frequency', () => {
  it('waits until the oldest of the day’s calls is a day old', () => {
    expect(gateOf({ number: called(1, 5, 23) })).toMatchObject({ kind: 'later', rule: 'frequency', at: now + HOUR + 1_000 })
  })

  it('waits for the window too when the day is over at night', () => {
    const night = { kind: 'later', rule: 'frequency', at: Date.parse('2026-11-03T13:00:00Z'), because: expect.stringContaining('3 times') }
    expect(gateOf({ number: called(1, 2, 12) })).toMatchObject(night)
  })

  it('is stricter where the law is: three calls a day in Florida', () => {
    const often = { rules: { ...rules, callsPerDay: 5 }, number: called(1, 2, 3) }
    expect(gateOf(often)).toEqual({ kind: 'open' })
    expect(gateOf({ ...often, contact: contact({ phone: E164.parse('+13055550142') }) })).toMatchObject({
      kind: 'later',
      rule: 'frequency',
    })
  })

  it('never lets more calls through in 24 hours than the cap, and opens when it says it will', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 48 * HOUR }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 5 }),
        (ages, callsPerDay) => {
          const changes = { number: number({ recent: ages.map((age) => ({ at: now - age })) }), rules: { ...rules, callsPerDay } }
          const gate = gateOf(changes)
          const lately = ages.filter((age) => age < 24 * HOUR).length
          expect(gate.kind).toBe(lately >= callsPerDay ? 'later' : 'open')
          if (gate.kind === 'later') expect(gateOf(changes, gate.at).kind).toBe('open')
        },
      ),
    )
  })
})

describe('the consent', () => {
  const none = { isCampaignAttested: false, contact: contact() }
  const all = { isCampaignAttested: true, contact: contact({ consent: 'form 4711' }) }

  it.each([
    ['deployer', none, 'open'],
    ['campaign', none, 'halt'],
    ['campaign', { ...all, contact: contact() }, 'open'],
    ['contact', none, 'never'],
    ['contact', { ...none, isCampaignAttested: true }, 'never'],
    ['contact', all, 'open'],
  ] as const)('where the %s attests it, with %j: %s', (consent, changes, kind) => {
    const gate = gateOf({ ...changes, rules: { ...rules, consent } })
    expect(gate).toMatchObject(kind === 'open' ? { kind } : { kind, rule: 'consent' })
  })

  it.each(['', ' ', 'no', 'No', 'FALSE', '0', 'revoked'])('is not given by a column that says “%s”', (consent) => {
    expect(gateOf({ contact: contact({ consent }), rules: { ...rules, consent: 'contact' } })).toMatchObject({
      kind: 'never',
      state: 'failed',
    })
  })
})

describe('the budget', () => {
  it.each([
    [{ calls: 10 }, { calls: 9, billedSeconds: 9_999 }, 'open'],
    [{ calls: 10 }, { calls: 10, billedSeconds: 0 }, 'halt'],
    [{ minutes: 2 }, { calls: 99, billedSeconds: 119 }, 'open'],
    [{ minutes: 2 }, { calls: 0, billedSeconds: 120 }, 'halt'],
    [{ calls: 10, minutes: 2 }, { calls: 1, billedSeconds: 121 }, 'halt'],
    [{ calls: 1, minutes: 1 }, undefined, 'open'],
    [undefined, { calls: 99, billedSeconds: 9_999 }, 'open'],
  ] as const)('of %j after %j: %s', (budget, spent, kind) => {
    const gate = gateOf({ settings: settings({ budget }), spent })
    expect(gate).toMatchObject(kind === 'open' ? { kind } : { kind, rule: 'budget', because: expect.stringContaining('budget') })
  })
})
