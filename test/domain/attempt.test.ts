import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AnsweredBy } from '#contract/attempt.ts'
import type { Outcome } from '#contract/outcome.ts'
import { type AttemptEvent, type AttemptFacts, apply, isMachine, isOver, RANK, refinement } from '#domain/attempt.ts'

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
    expect(apply({ state: 'claimed' }, ended('completed', { seconds: 5 }))).toMatchObject({ placed: true, answered: true })
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
})

const broken = 'the agent did not answer'
const HEARD = { streamOpenedMs: 1, agentSpoke: true }
const BROKEN = { streamOpenedMs: 1, agentSpoke: false, mediaFailure: broken }

/** Claims on an answered call, and what they mean together. */
const ANSWERED: [string, Partial<AttemptFacts>, Outcome][] = [
  ['the agent was heard', HEARD, 'human'],
  ['the bridge has not reported yet', { streamOpenedMs: 1 }, 'human'],
  ['somebody hung up before the agent spoke', { streamOpenedMs: 1, agentSpoke: false }, 'human'],
  ['the media broke after the agent was heard', { ...HEARD, mediaFailure: broken }, 'human'],
  ['the media broke before the agent was heard', BROKEN, 'media-failure'],
  ['no stream was ever opened', {}, 'media-failure'],
  ['the agent held it without the bridge', { heldDirectly: true }, 'human'],
  ['nor could it be handed to the agent', { heldDirectly: true, agentSpoke: false, mediaFailure: broken }, 'media-failure'],
  ['a machine answered', { ...HEARD, answeredBy: 'machine_start' }, 'voicemail'],
  ['a machine answered before the stream was opened', { answeredBy: 'machine_start' }, 'voicemail'],
  ['a machine answered and the media broke', { ...BROKEN, answeredBy: 'machine_end_beep' }, 'voicemail'],
  ['a fax answered', { ...HEARD, answeredBy: 'fax' }, 'voicemail'],
  ['a person answered', { ...HEARD, answeredBy: 'human' }, 'human'],
  ['a person answered and the media broke', { ...BROKEN, answeredBy: 'human' }, 'media-failure'],
  ['nobody can say who answered', { ...HEARD, answeredBy: 'unknown' }, 'human'],
]

describe('an answered call', () => {
  it.each(ANSWERED)('in which %s', (_, claims, outcome) => {
    expect(apply({ state: 'answered', callSid, ...claims }, ended('completed'))?.outcome).toBe(outcome)
  })

  it('takes the word of the end on who answered over an earlier one', () => {
    const answered: AttemptFacts = { state: 'answered', callSid, ...HEARD, answeredBy: 'human' }
    expect(apply(answered, { ...ended('completed'), answeredBy: 'machine_start' })?.outcome).toBe('voicemail')
  })

  it('is taken for a machine’s only where the carrier is sure', () => {
    expect(AnsweredBy.options.filter((answeredBy) => !isMachine(answeredBy))).toEqual(['human', 'unknown'])
    expect(isMachine(undefined)).toBe(false)
  })
})

describe('an attempt that is over', () => {
  const over = (claims: Partial<AttemptFacts>): AttemptFacts => ({ state: 'completed', callSid, ...claims })

  it.each(ANSWERED)('means what all claims mean together, though they came late: %s', (_, claims, outcome) => {
    const others = (['human', 'voicemail', 'media-failure'] as const).filter((other) => other !== outcome)
    for (const other of others) expect(refinement(over({ ...claims, outcome: other }))).toBe(outcome)
    expect(refinement(over({ ...claims, outcome }))).toBeUndefined()
  })

  it('is put right once', () => {
    expect(refinement(over({ outcome: 'human', answeredBy: 'machine_start' }))).toBe('voicemail')
    expect(refinement(over({ outcome: 'human', answeredBy: 'machine_start', refined: true }))).toBeUndefined()
  })

  it.each<[string, AttemptFacts]>([
    ['it has not ended', { state: 'answered', callSid, answeredBy: 'machine_start' }],
    ['nobody answered', { state: 'no-answer', callSid, outcome: 'no-answer', answeredBy: 'machine_start' }],
    ['it was refused', { state: 'failed', outcome: 'invalid-number' }],
    ['it was never resolved', { state: 'failed', callSid, outcome: 'unresolved', answeredBy: 'machine_start' }],
    ['the person has opted out', over({ ...HEARD, outcome: 'opted-out', answeredBy: 'machine_start' })],
    ['it was void', { state: 'void' }],
  ])('is left as it is when %s', (_, attempt) => {
    expect(refinement(attempt)).toBeUndefined()
  })
})
