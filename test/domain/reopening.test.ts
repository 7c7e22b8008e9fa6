import { describe, expect, it } from 'vitest'
import { ContactState } from '#contract/contact-parts.ts'
import { ReopenedOutcome } from '#contract/outcome.ts'
import { isSameReopening, mayReopen } from '#domain/reopening.ts'

describe('a reopening', () => {
  it('is about finished contacts whose last call meant one of the outcomes', () => {
    expect(mayReopen({ state: 'failed', outcome: 'busy' }, ['busy', 'no-answer'])).toBe(true)
    expect(mayReopen({ state: 'done', outcome: 'human' }, ['human'])).toBe(true)
    expect(mayReopen({ state: 'failed', outcome: 'rejected' }, ['busy'])).toBe(false)
    expect(mayReopen({ state: 'failed' }, [...ReopenedOutcome.options])).toBe(false)
  })

  it('is never about contacts that are suppressed, or not finished', () => {
    const states = ContactState.options.filter((state) => mayReopen({ state, outcome: 'busy' }, ['busy']))
    expect(states).toEqual(['done', 'failed'])
  })

  it('is never about who has opted out', () => {
    expect(mayReopen({ state: 'failed', outcome: 'opted-out' }, [...ReopenedOutcome.options])).toBe(false)
  })

  it('is the same whatever the order of its outcomes', () => {
    expect(isSameReopening(['busy', 'human'], ['human', 'busy'])).toBe(true)
    expect(isSameReopening(['busy'], ['busy', 'human'])).toBe(false)
    expect(isSameReopening(['busy', 'human'], ['busy'])).toBe(false)
  })
})
