import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { E164 } from '#contract/ids.ts'
import { canDial, type GateFacts } from '#domain/compliance.ts'

/** A Monday: 10:00 in Washington. */
const now = Date.parse('2026-11-02T15:00:00.000Z')
const HOUR = 3_600_000
const rules: GateFacts['rules'] = { callsPerDay: 3, consent: 'deployer', windows: 'enforced' }
const contact = (changes: Partial<GateFacts['contact']> = {}) => ({ attempts: 0, phone: E164.parse('+12025550142'), ...changes })
const settings = (changes: Partial<GateFacts['settings']> = {}) => ({ retryCount: 1, retryDelay: HOUR, ...changes })
const facts = (changes: Partial<GateFacts> = {}): GateFacts => ({
  contact: contact(),
  settings: settings(),
  allowed: undefined,
  isCampaignAttested: true,
  number: undefined,
  rules,
  ...changes,
})
const number = (changes: Partial<NonNullable<GateFacts['number']>> = {}) => ({ suppressed: false, recent: [], ...changes })
const gateOf = (changes: Partial<GateFacts> = {}, at = now, jitter = 0) => canDial(facts(changes), { now: at, jitter })
/** Calls to the number so many hours ago. */
const called = (...hoursAgo: number[]) => number({ recent: hoursAgo.map((hours) => ({ at: now - hours * HOUR })) })

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
      ...['destination', 'attempts', 'call-before', 'locked', 'frequency', 'window', 'consent', 'budget'],
    ])
    for (const gate of refusals) expect(gate).toMatchObject({ because: expect.stringMatching(/\w+ \w+/) })
  })
})

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
