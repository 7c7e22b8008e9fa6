import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Effect, Happening } from '../../media-bridge/session-state.ts'
import { aBrief, frame, happened, type Moment, playedWith, untilTalking } from '../support/bridge.ts'

const brief = aBrief({ apology: 'Sorry.' })
const played = (...events: readonly Moment[]) => playedWith({ brief, joinMs: 40 }, ...events)

const anyEvent = (): fc.Arbitrary<Happening> => {
  const id = fc.integer({ min: 0, max: 5 })
  const payload = fc.constantFrom('', frame(1), frame(2), Buffer.alloc(1_600).toString('base64'))
  const backlog = fc.constantFrom(0, 10_000_000)
  return fc.oneof(
    fc.constantFrom<Happening>(
      happened.connected,
      happened.started,
      happened.stop,
      happened.callerClosed,
      happened.agentOpened,
      happened.ready,
      happened.ended,
      { type: 'caller.malformed' },
      { type: 'agent.malformed' },
      { type: 'agent.error', code: 1000 },
      { type: 'timer.start' },
      { type: 'timer.agent' },
      { type: 'timer.tail' },
      { type: 'timer.watch' },
      { type: 'timer.longest' },
      { type: 'timer.farewell' },
      { type: 'timer.apology' },
      { type: 'apology.failed' },
      { type: 'tool.done', toolCallId: 't1', result: 'done', isError: false },
      { type: 'agent.tool', toolCallId: 't1', name: 'end_call' },
      { type: 'agent.tool', toolCallId: 't2', name: 'do_not_call', wish: { kind: 'do-not-call' } },
      happened.key('1'),
      happened.heard('Hello?'),
      { type: 'timer.heartbeat' },
      { type: 'shut-down' },
    ),
    fc.tuple(payload, backlog).map(([audio, waiting]) => happened.media(audio, waiting)),
    fc.tuple(id, payload, backlog).map(([eventId, audio, waiting]) => happened.audio(eventId, audio, waiting)),
    fc.record({
      type: fc.constant('agent.audio' as const),
      pieces: fc.array(fc.record({ eventId: id, payload }), { maxLength: 3 }),
      isStep: fc.boolean(),
      backlog,
    }),
    fc.boolean().map((isStep): Happening => ({ type: 'caller.media', pieces: [], isStep, backlog: 0 })),
    id.map(happened.mark),
    id.map(happened.interruption),
    id.map(happened.ping),
    id.map((eventId) => happened.said(eventId, 'Good day.')),
    id.map((eventId) => happened.corrected(eventId, 'Good…')),
    fc.constantFrom(1000, 1006, 1008).map(happened.agentClosed),
  )
}
/** Whole conversations as well as whatever else: a random start seldom gets past the opening. */
const anyCall = () =>
  fc
    .tuple(fc.constantFrom<readonly Happening[]>([], untilTalking), fc.array(anyEvent(), { maxLength: 30 }))
    .map(([start, rest]) => [...start, ...rest])

describe('whatever happens to a call', () => {
  it('is reported once, as the last thing, when and only when the call is over', () => {
    fc.assert(
      fc.property(anyCall(), (events) => {
        const { effects, state } = played(...events)
        const finished = effects.filter((effect) => effect.do === 'finish').length
        expect(finished).toBe(state.phase === 'closed' ? 1 : 0)
        if (finished) expect(effects.at(-1)?.do).toBe('finish')
      }),
    )
  })

  it('leaves both sides closed when the call is over', () => {
    fc.assert(
      fc.property(anyCall(), (events) => {
        const { effects } = played(...events, { type: 'shut-down' })
        expect(effects.map((effect) => effect.do)).toEqual(expect.arrayContaining(['caller.close', 'agent.close']))
      }),
    )
  })

  it('leaves no audio without a mark behind it, a clear, or a timer that sets one', () => {
    fc.assert(
      fc.property(anyCall(), (events) => {
        const { effects } = played(...events)
        const last = effects.findLastIndex((effect) => effect.do === 'caller.send' && effect.message.event === 'media')
        const isMarked = (effect: Effect) => effect.do === 'caller.send' && effect.message.event !== 'media'
        const isTimed = (effect: Effect) => effect.do === 'timer.start' && effect.timer === 'tail'
        if (last !== -1 && !effects.slice(last).some(isMarked)) expect(effects.some((effect) => isTimed(effect))).toBe(true)
      }),
    )
  })

  it('was heard no longer than it was spoken to', () => {
    fc.assert(
      fc.property(anyCall(), (events) => {
        const { report } = played(...events, 1_000, { type: 'shut-down' })
        const { sentMs = 0, heardMs = 0 } = report?.measured?.speech ?? {}
        expect(heardMs).toBeLessThanOrEqual(sentMs)
        expect(heardMs).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
