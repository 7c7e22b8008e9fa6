import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Happening } from '../../media-bridge/session-state.ts'
import { frame, happened, played, untilTalking } from '../support/bridge.ts'

const anyEvent = (): fc.Arbitrary<Happening> => {
  const id = fc.integer({ min: 0, max: 5 })
  const payload = fc.constantFrom('', frame(1), frame(2))
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
      { type: 'timer.farewell' },
      { type: 'timer.heartbeat' },
      { type: 'shut-down' },
    ),
    fc.tuple(payload, backlog).map(([audio, waiting]) => happened.media(audio, waiting)),
    fc.tuple(id, payload, backlog).map(([eventId, audio, waiting]) => happened.audio(eventId, audio, waiting)),
    id.map(happened.mark),
    id.map(happened.interruption),
    id.map(happened.ping),
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
        expect(effects.filter((effect) => effect.do === 'caller.close' || effect.do === 'agent.close')).toHaveLength(2)
      }),
    )
  })

  it('plays no audio without a mark behind it', () => {
    fc.assert(
      fc.property(anyCall(), (events) => {
        const { toCaller } = played(...events)
        for (const [i, message] of toCaller.entries()) {
          if (message.event === 'media') expect(toCaller[i + 1]?.event).toBe('mark')
        }
      }),
    )
  })
})
