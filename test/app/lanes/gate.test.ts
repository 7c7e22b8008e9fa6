import { describe, expect, it } from 'vitest'
import { gate, gateAfterClaim } from '#app/lanes/gate.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { NumberRecord } from '#app/records/number.ts'
import { AttemptId } from '#contract/ids.ts'
import { aCampaign, aContact, attemptId, someSettings } from '../../support/builders.ts'

/** A Monday: 10:00 in Washington. */
const now = Date.parse('2026-11-02T15:00:00.000Z')
const rules: DialRules = { callsPerSecond: 1, concurrentCalls: 5, callsPerDay: 1, consent: 'deployer', windows: 'enforced' }
const other = AttemptId.parse(attemptId.replace('_1', '_2'))
const called = (...attempts: AttemptId[]): NumberRecord => ({
  version: 2,
  suppressed: false,
  lockedBy: attemptId,
  recent: attempts.map((id) => ({ attemptId: id, at: '2026-11-02T14:59:59.000Z' })),
})
const held = { campaign: aCampaign(), contact: aContact(), number: undefined, rules }

describe('the gate before the claim', () => {
  it('reads campaign, contact and number as the table holds them', () => {
    const when = { now, jitter: 0 }
    expect(gate(held, when)).toEqual({ kind: 'open' })
    expect(gate({ ...held, number: called() }, when)).toMatchObject({ kind: 'later', rule: 'locked' })
    expect(gate({ ...held, number: { ...called(other), lockedBy: undefined } }, when)).toMatchObject({ kind: 'later', rule: 'frequency' })
    expect(gate({ ...held, contact: aContact({ timeZone: 'Asia/Tokyo' }) }, when)).toMatchObject({ kind: 'later', rule: 'window' })
    expect(gate({ ...held, contact: aContact({ attempts: 2 }) }, when)).toMatchObject({ kind: 'never', rule: 'attempts' })
  })

  it('asks the campaign for the consent that its deployment wants', () => {
    const strict = { ...held, rules: { ...rules, consent: 'campaign' as const } }
    expect(gate(strict, { now, jitter: 0 })).toMatchObject({ kind: 'halt', rule: 'consent' })
    const attested = { ...strict, campaign: aCampaign({ consent: { attestedBy: 'Ana' } }) }
    expect(gate(attested, { now, jitter: 0 })).toEqual({ kind: 'open' })
  })

  it('knows what the campaign has spent of its budget', () => {
    const campaign = aCampaign({ settings: someSettings({ budget: { calls: 5 } }) })
    expect(gate({ ...held, campaign, spent: { calls: 5, billedSeconds: 0 } }, { now, jitter: 0 })).toMatchObject({ kind: 'halt' })
  })
})

describe('the gate after the claim', () => {
  const claimed = { ...held, contact: aContact({ attempts: 2, n: 2, state: 'calling' }) }

  it('leaves out the attempt’s own lock, count and entry in the number’s calls', () => {
    expect(gateAfterClaim({ ...claimed, number: called(attemptId) }, { own: attemptId, now })).toEqual({ kind: 'open' })
    expect(gateAfterClaim(claimed, { own: attemptId, now })).toEqual({ kind: 'open' })
  })

  it('counts everybody else’s', () => {
    expect(gateAfterClaim({ ...claimed, number: called(attemptId, other) }, { own: attemptId, now })).toMatchObject({ rule: 'frequency' })
    const suppressed = { ...called(attemptId), suppressed: true }
    expect(gateAfterClaim({ ...claimed, number: suppressed }, { own: attemptId, now })).toMatchObject({ rule: 'suppressed' })
    const thrice = aContact({ attempts: 3, n: 3, state: 'calling' })
    expect(gateAfterClaim({ ...claimed, contact: thrice }, { own: attemptId, now })).toMatchObject({ rule: 'attempts' })
  })

  it('is shut to a number that is not on the list of the only ones', () => {
    const when = { own: attemptId, now }
    const withOnly = (only: string[]) => gateAfterClaim({ ...claimed, rules: { ...rules, only } }, when)
    expect(withOnly(['+12025550143'])).toMatchObject({ kind: 'never', rule: 'allow-list' })
    expect(withOnly([claimed.contact.phone])).toEqual({ kind: 'open' })
  })

  it('closes when the window has closed since the claim', () => {
    const late = Date.parse('2026-11-03T01:59:21.000Z')
    expect(gateAfterClaim({ ...claimed, number: called(attemptId) }, { own: attemptId, now: late })).toMatchObject({ rule: 'window' })
  })
})
