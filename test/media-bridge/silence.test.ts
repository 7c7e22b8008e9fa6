import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../media-bridge/limits.ts'
import { aBrief, frame, happened, type Moment, played, playedWith, untilTalking } from '../support/bridge.ts'

const { media, ping, audio, mark, agentClosed } = happened
const watch = { type: 'timer.watch' } as const
/** The first of two at once comes after a jump of the clock, and is not trusted. */
const looks = [watch, watch] as const
const voice = Buffer.alloc(160, 0x90).toString('base64')
const sound = (ms: number) => Buffer.alloc(ms * 8, 0x7f).toString('base64')
/** Both sides send something all the time, without a word in it. */
const aliveFor = (ms: number) => Array.from({ length: ms / 5_000 }, () => [5_000, media(frame(0xff)), ping(1)] as const).flat()

describe('a conversation is watched', () => {
  it('from its beginning on, again and again', () => {
    const again = { do: 'timer.start', timer: 'watch', ms: LIMITS.watchMs }
    expect(played(...untilTalking).effects).toContainEqual(again)
    expect(played(...untilTalking, LIMITS.watchMs, watch).last).toEqual([again])
  })

  it('and ends when Twilio sends nothing any more', () => {
    const { report, hasHungUp } = played(...untilTalking, audio(1, sound(200)), media(frame(1)), LIMITS.callerSilentMs, ping(1), ...looks)
    expect(report).toMatchObject({ closedFirst: 'bridge', failure: 'caller stream fell silent' })
    expect(hasHungUp).toBe(true)
  })

  it('and survives a network that stalls for ten seconds', () => {
    expect(played(...untilTalking, audio(1, sound(200)), 10_000, ...looks, media(frame(1)), 10_000, ...looks).state.phase).toBe('talking')
  })

  it('and is not ended for a silence in which the bridge itself stood still: what was said meanwhile is read after that', () => {
    const stalled = [...untilTalking, audio(1, sound(200)), media(frame(1)), LIMITS.watchMs, watch, 60_000, watch] as const
    expect(played(...stalled).last).toEqual([{ do: 'timer.start', timer: 'watch', ms: LIMITS.watchMs }])
    expect(played(...stalled, media(frame(2)), ping(1), LIMITS.watchMs, watch).state.phase).toBe('talking')
    expect(played(...stalled, LIMITS.watchMs, watch).report).toMatchObject({ failure: 'caller stream fell silent' })
  })

  it('and ends when the agent sends nothing any more, not even a ping', () => {
    const events = [...untilTalking, audio(1, sound(200)), 44_000, media(frame(1)), ...looks, 1_000, watch] as const
    expect(played(...events).report).toMatchObject({ closedFirst: 'bridge', failure: 'agent fell silent' })
    expect(played(...untilTalking, audio(1, sound(200)), 44_000, ping(1), media(frame(1)), 1_000, ...looks).state.phase).toBe('talking')
  })

  it('and ends when the agent is there and says nothing', () => {
    const { report } = played(...untilTalking, 15_000, ping(1), media(frame(1)), ...looks)
    expect(report).toMatchObject({ failure: 'agent said nothing', agentSpoke: false })
  })

  it('and ends, though nothing is wrong, when neither has spoken for two minutes', () => {
    const spoken = [...untilTalking, audio(1, sound(200)), ...aliveFor(60_000)] as const
    expect(played(...spoken, ...looks).state.phase).toBe('talking')
    expect(played(...spoken, ...aliveFor(65_000), ...looks).report).toMatchObject({ closedFirst: 'bridge', endedBecause: 'silence' })
    expect(played(...spoken, ...aliveFor(65_000), ...looks).report?.failure).toBeUndefined()
    expect(played(...spoken, media(voice), ...aliveFor(65_000), ...looks).state.phase).toBe('talking')
  })
})

describe('the longest call', () => {
  const long = (...events: readonly Moment[]) => playedWith({ brief: aBrief({ maxCallMs: 90_000 }) }, ...events)

  it('is timed from the stream’s opening', () => {
    expect(long().effects).toContainEqual({ do: 'timer.start', timer: 'longest', ms: 90_000 })
  })

  it('is ended politely: the agent says no more, and what it has said is heard', () => {
    const talk = [...untilTalking, audio(1, sound(2_000)), 90_000, { type: 'timer.longest' }] as const
    expect(long(...talk).last).toEqual([{ do: 'agent.close' }, { do: 'timer.start', timer: 'farewell', ms: 5_000 }])
    const { report, hasHungUp } = long(...talk, agentClosed(1000), 500, mark(1))
    expect(report).toMatchObject({ closedFirst: 'bridge', endedBecause: 'max-call-length', durationMs: 90_500 })
    expect(report?.failure).toBeUndefined()
    expect(hasHungUp).toBe(true)
  })

  it('ends at once when nothing is left to hear', () => {
    expect(long(...untilTalking, audio(1, sound(200)), mark(1), { type: 'timer.longest' }).report?.endedBecause).toBe('max-call-length')
  })
})
