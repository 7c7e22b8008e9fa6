import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AttemptEvent, type AttemptFacts, apply, isOver, RANK } from '#domain/attempt.ts'

const callSid = 'CA1'
const progressed = (state: 'queued' | 'initiated' | 'ringing' | 'answered'): AttemptEvent => ({ kind: 'progressed', state, callSid })
const ended = (state: 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled', more: { seconds?: number; sipCode?: number } = {}) =>
  ({ kind: 'ended', state, callSid, ...more }) satisfies AttemptEvent

/** All the events of a history, one after the other, as the table would see them. */
const fold = (events: readonly AttemptEvent[], start: AttemptFacts = { state: 'claimed' }) => {
  let facts: AttemptFacts = start
  const counts = { placed: 0, answered: 0, over: 0 }
  for (const event of events) {
    const change = apply(facts, event)
    if (!change) continue
    counts.placed += change.placed ? 1 : 0
    counts.answered += change.answered ? 1 : 0
    counts.over += isOver(change.state) ? 1 : 0
    facts = { ...facts, ...change }
  }
  return { facts, counts }
}

describe('an attempt', () => {
  const life: AttemptEvent[] = [
    progressed('queued'),
    progressed('initiated'),
    progressed('ringing'),
    progressed('answered'),
    ended('completed', { seconds: 42 }),
  ]

  it('ends the same way, and is counted the same, in every order and with every repetition of its events', () => {
    const inOrder = fold(life)
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...life), { maxLength: 12 }), (extra) => {
        const shuffled = fc.sample(fc.shuffledSubarray([...life, ...extra], { minLength: life.length + extra.length }), 1)[0] ?? []
        const { facts, counts } = fold(shuffled)
        expect(facts.state).toBe(inOrder.facts.state)
        expect(counts).toEqual({ placed: 1, answered: 1, over: 1 })
      }),
    )
  })

  it('never goes back in rank', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...life, ended('busy'), ended('failed'))), (events) => {
        let facts: AttemptFacts = { state: 'claimed' }
        for (const event of events) {
          const change = apply(facts, event)
          if (!change) continue
          expect(RANK[change.state]).toBeGreaterThanOrEqual(RANK[facts.state])
          facts = { ...facts, ...change }
        }
      }),
    )
  })

  it('counts as answered when only its end is heard of', () => {
    expect(apply({ state: 'claimed' }, ended('completed', { seconds: 5 }))).toMatchObject({
      placed: true,
      answered: true,
      outcome: 'human',
    })
  })

  it('is not counted as placed when the provider refused it', () => {
    expect(apply({ state: 'claimed' }, { kind: 'refused', outcome: 'invalid-number', code: 21211 })).toEqual({
      state: 'failed',
      outcome: 'invalid-number',
      placed: false,
      answered: false,
      wasAnswered: false,
    })
  })

  it('becomes unknown by doubt only while nothing is known', () => {
    expect(apply({ state: 'claimed' }, { kind: 'doubted' })?.state).toBe('unknown')
    expect(apply({ state: 'ringing', callSid }, { kind: 'doubted' })).toBeUndefined()
  })

  it('learns its call from a callback though it was in doubt', () => {
    expect(apply({ state: 'unknown' }, progressed('ringing'))).toEqual({
      state: 'ringing',
      callSid,
      placed: true,
      answered: false,
      wasAnswered: false,
    })
  })

  it('stays void whatever comes after', () => {
    expect(apply({ state: 'void' }, progressed('answered'))).toBeUndefined()
  })

  it.each([
    [404, 'invalid-number'],
    [603, 'rejected'],
    [503, 'carrier-failure'],
  ])('reads SIP %i of a failed call as %s', (sipCode, outcome) => {
    expect(apply({ state: 'ringing', callSid }, ended('failed', { sipCode }))?.outcome).toBe(outcome)
  })

  it('is a media failure when the bridge says that the agent was never heard', () => {
    expect(apply({ state: 'answered', callSid, mediaFailed: true }, ended('completed'))?.outcome).toBe('media-failure')
  })
})
