import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RetryLadder } from '#contract/campaign-settings.ts'
import { Outcome, RetriedOutcome } from '#contract/outcome.ts'
import { maxAttempts, nextStep } from '#domain/retry.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const now = Date.parse('2026-11-02T15:00:00.000Z')
const short = { retryCount: 1, retryDelay: HOUR }
const ladder = (retries: RetryLadder) => ({ ...short, retries })
const stepAfter = (outcome: Outcome, attempts = 1, settings: Parameters<typeof maxAttempts>[0] = short) =>
  nextStep(outcome, { attempts }, { settings, now })

describe('after an attempt', () => {
  it('is done with a contact that was spoken to', () => {
    expect(stepAfter('human')).toEqual({ state: 'done' })
  })

  it.each(['no-answer', 'busy', 'carrier-failure', 'media-failure'] as const)('calls again after %s, when the wait is over', (outcome) => {
    expect(stepAfter(outcome)).toEqual({ state: 'retrying', dueAt: now + HOUR, refund: false })
    expect(stepAfter(outcome, 2)).toEqual({ state: 'failed' })
  })

  it.each(['voicemail', 'invalid-number', 'rejected', 'unresolved'] as const)('does not call again after %s', (outcome) => {
    expect(stepAfter(outcome)).toEqual({ state: 'failed' })
  })

  it('has nobody who opted out called any more', () => {
    expect(stepAfter('opted-out')).toEqual({ state: 'suppressed' })
    expect(nextStep('opted-out', { attempts: 1 }, { settings: short, now, callbackAt: '2026-11-03T15:00:00.000Z' })).toEqual({
      state: 'suppressed',
    })
  })

  it('calls again when the person has asked for it, and gives the attempt back', () => {
    const callbackAt = '2026-11-03T15:00:00.000Z'
    const asked = (outcome: Outcome) => nextStep(outcome, { attempts: 5 }, { settings: short, now, callbackAt })
    expect(asked('human')).toEqual({ state: 'retrying', dueAt: Date.parse(callbackAt), refund: true })
    expect(asked('voicemail')).toEqual({ state: 'failed' })
  })

  it('calls at once whoever asked for a time that has passed meanwhile', () => {
    const callbackAt = '2026-11-02T14:59:00.000Z'
    expect(nextStep('human', { attempts: 1 }, { settings: short, now, callbackAt })).toMatchObject({ dueAt: now })
  })

  it('gives the attempt back when the call was cancelled', () => {
    expect(stepAfter('canceled', 2)).toEqual({ state: 'retrying', dueAt: now + HOUR, refund: true })
  })
})

describe('a ladder', () => {
  const settings = ladder({ 'no-answer': [HOUR, 24 * HOUR], busy: [5 * MINUTE], voicemail: [2 * HOUR] })

  it.each<[Outcome, number, number | undefined]>([
    ['no-answer', 1, HOUR],
    ['no-answer', 2, 24 * HOUR],
    ['no-answer', 3, undefined],
    ['busy', 1, 5 * MINUTE],
    // The contact's second attempt, though the first that was busy: one budget, not one for each outcome.
    ['busy', 2, undefined],
    ['voicemail', 1, 2 * HOUR],
    ['media-failure', 1, undefined],
    ['invalid-number', 1, undefined],
  ])('waits after %s of attempt %i for %s ms', (outcome, attempts, wait) => {
    expect(stepAfter(outcome, attempts, settings)).toEqual(
      wait === undefined ? { state: 'failed' } : { state: 'retrying', dueAt: now + wait, refund: false },
    )
  })

  it('stands in place of the short form, also where it names nothing', () => {
    expect(stepAfter('no-answer', 1, ladder({}))).toEqual({ state: 'failed' })
    expect(maxAttempts(ladder({}))).toBe(1)
  })

  it('lets a cancelled call be made again as soon as after any outcome', () => {
    expect(stepAfter('canceled', 1, settings)).toEqual({ state: 'retrying', dueAt: now + 5 * MINUTE, refund: true })
    expect(stepAfter('canceled', 1, ladder({ busy: [] }))).toEqual({ state: 'retrying', dueAt: now + HOUR, refund: true })
  })
})

describe('the budget of a contact', () => {
  it.each([
    [short, 2],
    [{ retryCount: 0, retryDelay: HOUR }, 1],
    [ladder({ busy: [MINUTE], 'no-answer': [MINUTE, MINUTE, MINUTE] }), 4],
    [ladder({ busy: [] }), 1],
  ])('of %j is %i calls', (settings, calls) => {
    expect(maxAttempts(settings)).toBe(calls)
  })

  it('is never exceeded, whatever the attempts meant, and however the outcomes take turns', () => {
    const waits = fc.array(fc.integer({ min: MINUTE, max: HOUR }), { maxLength: 10 })
    const retries = fc.dictionary(fc.constantFrom(...RetriedOutcome.options), waits).map((lists) => RetryLadder.parse(lists))
    const settings = fc.record(
      { retryCount: fc.integer({ min: 0, max: 10 }), retryDelay: fc.constant(HOUR), retries },
      { requiredKeys: ['retryCount', 'retryDelay'] },
    )
    const counted = Outcome.options.filter((outcome) => outcome !== 'canceled')
    const history = fc.array(fc.constantFrom(...counted), { minLength: 20, maxLength: 20 })
    fc.assert(
      fc.property(history, settings, (outcomes, chosen) => {
        let calls = 0
        for (const outcome of outcomes) {
          calls += 1
          if (stepAfter(outcome, calls, chosen).state !== 'retrying') break
        }
        expect(calls).toBeLessThanOrEqual(maxAttempts(chosen))
      }),
    )
  })
})
