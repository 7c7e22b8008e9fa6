import { describe, expect, it } from 'vitest'
import type { CampaignFacts } from '#domain/campaign-limit.ts'
import { type ContactFacts, holdOf } from '#domain/contact-hold.ts'

const now = Date.parse('2026-11-02T15:00:00.000Z')
const window = { kind: 'later' as const, rule: 'window' as const, at: now + 9_000, because: 'it is before 08:00 in Denver' }
const suppressed = {
  kind: 'never' as const,
  rule: 'suppressed' as const,
  state: 'suppressed' as const,
  because: 'the number is on the list',
}
const unattested = { kind: 'halt' as const, rule: 'consent' as const, because: 'nobody has attested' }

const contact = (changes: Partial<ContactFacts> = {}): ContactFacts => ({
  state: 'pending',
  dueAt: now,
  gate: { kind: 'open' },
  ...changes,
})
const campaign = (changes: Partial<CampaignFacts> = {}): CampaignFacts => ({
  now,
  state: 'active',
  lines: { open: 5, free: 2, ofAccount: 20 },
  pace: { callDelay: 0, paceMs: 0, callsPerSecond: 2, campaignSlotAt: 0, accountSlotAt: now },
  ...changes,
})

describe('why a contact is not being called', () => {
  it.each<[string, ContactFacts, CampaignFacts, object]>([
    ['nothing: it is next', contact(), campaign(), { callable: true, rule: 'none' }],
    ['all lines are busy', contact(), campaign({ lines: { open: 5, free: 0, ofAccount: 20 } }), { callable: true, rule: 'lines' }],
    ['the campaign is paused', contact(), campaign({ state: 'paused' }), { callable: false, rule: 'not-active' }],
    ['a provider is down', contact(), campaign({ trouble: { provider: 'Twilio', until: now + 5 } }), { callable: false, rule: 'breaker' }],
    ['the hour', contact({ gate: window }), campaign(), { callable: false, rule: 'window', until: now + 9_000, because: window.because }],
    [
      'the hour, and then its own time',
      contact({ gate: window, dueAt: now + 60_000 }),
      campaign(),
      { rule: 'window', until: now + 60_000 },
    ],
    [
      'its retry',
      contact({ state: 'retrying', outcome: 'busy', dueAt: now + 60_000 }),
      campaign(),
      { rule: 'due-later', until: now + 60_000 },
    ],
    [
      'what a rule said',
      contact({ dueAt: now + 60_000, heldBecause: 'too often' }),
      campaign(),
      { rule: 'due-later', because: 'too often' },
    ],
    ['it is on the telephone', contact({ state: 'calling', dueAt: undefined }), campaign(), { callable: false, rule: 'being-called' }],
    ['its number is suppressed', contact({ gate: suppressed }), campaign({ state: 'paused' }), { callable: false, rule: 'suppressed' }],
    ['nobody has attested', contact({ gate: unattested }), campaign({ state: 'draft' }), { callable: false, rule: 'consent' }],
    [
      'it was reached',
      contact({ state: 'done', outcome: 'human' }),
      campaign(),
      { rule: 'finished', because: 'it was reached: its last call came to human' },
    ],
    [
      'it was given up',
      contact({ state: 'failed', heldBecause: 'no attempts are left' }),
      campaign(),
      { because: 'it was given up: no attempts are left' },
    ],
    ['it was found suppressed', contact({ state: 'suppressed' }), campaign(), { callable: false, rule: 'suppressed' }],
  ])('is that %s', (_, one, of, expected) => {
    expect(holdOf(one, of)).toMatchObject(expected)
  })

  it('says of a retry what its last call came to', () => {
    const hold = holdOf(contact({ state: 'retrying', outcome: 'busy', dueAt: now + 60_000 }), campaign())
    expect(hold.because).toContain('busy')
  })
})
