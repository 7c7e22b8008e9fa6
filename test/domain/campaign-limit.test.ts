import { describe, expect, it } from 'vitest'
import { CampaignState } from '#contract/campaign-parts.ts'
import { type CampaignFacts, limitOf } from '#domain/campaign-limit.ts'

const now = Date.parse('2026-11-02T15:00:00.000Z')
const open = { kind: 'open' as const }

/** Somebody is due, a line is free, and a slot is there. */
const facts = (changes: Partial<CampaignFacts> = {}): CampaignFacts => ({
  now,
  state: 'active',
  next: { dueAt: now, gate: open },
  lines: { open: 5, free: 2, ofAccount: 20 },
  pace: { callDelay: 5_000, paceMs: 5_000, callsPerSecond: 2, campaignSlotAt: now, accountSlotAt: now },
  ...changes,
})
const lines = (changes: Partial<CampaignFacts['lines']>) => facts({ lines: { ...facts().lines, ...changes } })
const pace = (changes: Partial<CampaignFacts['pace']>) => facts({ pace: { ...facts().pace, ...changes } })
const window = { kind: 'later' as const, rule: 'window' as const, at: now + 9_000, because: 'it is before 08:00 in Denver' }
const locked = { kind: 'later' as const, rule: 'locked' as const, at: now + 20_000, because: 'another campaign is calling the number' }
const spent = { kind: 'halt' as const, rule: 'budget' as const, because: 'the budget of 9 calls is used up' }

describe('what limits a campaign', () => {
  it.each<[string, CampaignFacts, object]>([
    ['nothing', facts(), { rule: 'none' }],
    ['its state', facts({ state: 'paused' }), { rule: 'not-active', because: 'the campaign is paused' }],
    ['its state, with the reason', facts({ state: 'paused', reason: 'no balance' }), { because: 'the campaign is paused: no balance' }],
    ['a provider', facts({ trouble: { provider: 'Twilio', until: now + 30_000 } }), { rule: 'breaker', until: now + 30_000 }],
    ['errors of our own', facts({ failing: { runs: 3, until: now + 60_000 } }), { rule: 'failing', until: now + 60_000 }],
    ['its budget', facts({ next: { dueAt: now, gate: spent } }), { rule: 'budget', because: spent.because }],
    ['that nobody is left', facts({ next: undefined }), { rule: 'nothing-due' }],
    ['that nobody is due yet', facts({ next: { dueAt: now + 60_000, gate: open } }), { rule: 'nothing-due', until: now + 60_000 }],
    ['the hour', facts({ next: { dueAt: now + 5_000, gate: window } }), { rule: 'window', until: now + 9_000, because: window.because }],
    ['the hour, until the contact is due', facts({ next: { dueAt: now + 60_000, gate: window } }), { rule: 'window', until: now + 60_000 }],
    ['its lines', lines({ free: 0 }), { rule: 'lines', because: 'all 5 lines are busy' }],
    ['its lines, all that it wants', lines({ free: 0, share: { lines: 5, wants: 5 } }), { rule: 'lines' }],
    ['the account’s lines', lines({ free: 0, share: { lines: 5, wants: 9 } }), { rule: 'account-lines' }],
    ['the account’s lines, none of which it has', lines({ open: 0, free: 0, share: { lines: 0, wants: 9 } }), { rule: 'account-lines' }],
    [
      'its delay',
      pace({ campaignSlotAt: now + 4_000 }),
      { rule: 'call-delay', until: now + 4_000, because: expect.stringContaining('5 s') },
    ],
    ['the account’s pace', pace({ accountSlotAt: now + 700 }), { rule: 'calls-per-second', until: now + 700 }],
    [
      'whichever pace is slower',
      pace({ campaignSlotAt: now + 600, accountSlotAt: now + 700 }),
      { rule: 'calls-per-second', until: now + 700 },
    ],
    [
      'its part of the account’s pace',
      pace({ paceMs: 8_000, campaignSlotAt: now + 8_000 }),
      { rule: 'calls-per-second', because: expect.stringContaining('every 8.0 s') },
    ],
    ['nothing, when its slot is as good as there', pace({ campaignSlotAt: now + 400 }), { rule: 'none' }],
  ])('is %s', (_, given, expected) => {
    expect(limitOf(given)).toMatchObject(expected)
  })

  it('is no rule that holds a single contact: the next one is tried', () => {
    expect(limitOf(facts({ next: { dueAt: now, gate: locked } }))).toMatchObject({ rule: 'none' })
    expect(limitOf(facts({ next: { dueAt: now, gate: window } }))).toMatchObject({ rule: 'none' })
  })

  it('is its state in every state but one, in words of its own', () => {
    const idle = CampaignState.options.filter((state) => state !== 'active')
    const words = idle.map((state) => limitOf(facts({ state })))
    expect(new Set(words.map(({ rule }) => rule))).toEqual(new Set(['not-active']))
    expect(new Set(words.map(({ because }) => because)).size).toBe(idle.length)
  })

  it('is not the lines before any is open: a run that has just begun opens them', () => {
    expect(limitOf(lines({ open: 0, free: 0 }))).toMatchObject({ rule: 'none' })
  })
})
