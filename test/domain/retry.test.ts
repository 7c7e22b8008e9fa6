import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Outcome } from '#contract/campaign.ts'
import { nextStep } from '#domain/retry.ts'

const now = Date.parse('2026-11-02T15:00:00.000Z')
const settings = { retryCount: 1, retryDelay: 3_600_000 }
const stepAfter = (outcome: Outcome, attempts = 1) => nextStep(outcome, { attempts }, { settings, now })

describe('after an attempt', () => {
  it('is done with a contact that was spoken to', () => {
    expect(stepAfter('human')).toEqual({ state: 'done' })
  })

  it.each(['no-answer', 'busy', 'carrier-failure', 'media-failure'] as const)('calls again after %s, when the wait is over', (outcome) => {
    expect(stepAfter(outcome)).toEqual({ state: 'retrying', dueAt: now + 3_600_000, refund: false })
  })

  it.each(['voicemail', 'invalid-number', 'rejected', 'opted-out', 'unresolved'] as const)('does not call again after %s', (outcome) => {
    expect(stepAfter(outcome)).toEqual({ state: 'failed' })
  })

  it('gives the attempt back when the call was cancelled', () => {
    expect(stepAfter('canceled', 2)).toEqual({ state: 'retrying', dueAt: now + 3_600_000, refund: true })
  })

  it('never makes more calls than the budget, in any run of outcomes', () => {
    const outcomes = fc.array(fc.constantFrom(...Outcome.options.filter((outcome) => outcome !== 'canceled')), {
      minLength: 20,
      maxLength: 20,
    })
    fc.assert(
      fc.property(outcomes, fc.integer({ min: 0, max: 10 }), (history, retryCount) => {
        let calls = 0
        for (const outcome of history) {
          calls += 1
          if (nextStep(outcome, { attempts: calls }, { settings: { ...settings, retryCount }, now }).state !== 'retrying') break
        }
        expect(calls).toBeLessThanOrEqual(retryCount + 1)
      }),
    )
  })
})
