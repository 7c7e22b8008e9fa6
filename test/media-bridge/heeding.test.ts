import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../media-bridge/limits.ts'
import type { Effect } from '../../media-bridge/session-state.ts'
import { happened, type Moment, playedWith, untilTalking } from '../support/bridge.ts'

const { media, audio, interruption } = happened
/** By its loudness: a voice, or the silence of a line. */
const voiced = (ms: number) => Buffer.alloc(ms * 8, 0x7f & ~0x60).toString('base64')
const silent = (ms: number) => Buffer.alloc(ms * 8, 0xff).toString('base64')

const says = (ms: number) => media(voiced(ms))
const isSilent = (ms: number) => media(silent(ms))
/** The agent says so much, in pieces of 20 ms. */
const speaks = (ms: number): readonly Moment[] => Array.from({ length: ms / 20 }, () => audio(5, voiced(20)))

const stepsIn = (effects: readonly Effect[]) => effects.flatMap((effect) => (effect.do === 'agent.step' ? [effect.isOn] : []))
const steps = (...moments: readonly Moment[]) => stepsIn(playedWith({ joinMs: 60 }, ...untilTalking, ...moments).effects)

describe('an agent', () => {
  it('is read in steps once it speaks in short pieces', () => {
    expect(steps(...speaks(40))).toEqual([])
    expect(steps(...speaks(300))).toEqual([true])
  })

  it('is read as it comes when its pieces are so long that a step would hold but one', () => {
    expect(steps(audio(5, voiced(60)), audio(5, voiced(200)))).toEqual([])
  })

  it('is read as it comes when nothing is joined', () => {
    expect(stepsIn(playedWith({ joinMs: 0 }, ...untilTalking, ...speaks(300)).effects)).toEqual([])
  })

  it('is read as it comes from the moment on when it hears the caller: it may be interrupted', () => {
    const { last } = playedWith({ joinMs: 60 }, ...untilTalking, ...speaks(1_000), says(60))
    expect(last.map((effect) => effect.do)).toEqual(['agent.step', 'agent.send'])
    expect(stepsIn(last)).toEqual([false])
  })

  it('is so, too, while what has interrupted it waits for an answer, and until that has begun', () => {
    const interrupted = [...speaks(1_000), says(60), interruption(4), 60, says(60), 500, isSilent(60)]
    expect(steps(...interrupted)).toEqual([true, false])
    expect(steps(...interrupted, ...speaks(300))).toEqual([true, false, true])
  })

  it('is read as it comes once it has said all that it had to say', () => {
    expect(steps(...speaks(300), 400, isSilent(60))).toEqual([true, false])
  })

  it('is read in steps again when it goes on in spite of the caller: what lasts is no interruption', () => {
    const moments = [...speaks(10_000), says(60), LIMITS.heedMs - 60, says(60), ...speaks(60)]
    expect(steps(...moments)).toEqual([true, false])
    expect(steps(...moments, 60, says(60), ...speaks(60))).toEqual([true, false, true])
  })

  it('is read as it comes when it begins while the caller speaks, however long they have: they may interrupt it now', () => {
    const talkative = Array.from({ length: LIMITS.heedMs / 60 + 10 }, (): Moment[] => [says(60), 60]).flat()
    expect(steps(...talkative, ...speaks(300), says(60))).toEqual([true, false])
  })

  it('that takes the place of another is read as it comes', () => {
    const lost = playedWith(
      { joinMs: 60 },
      ...untilTalking,
      ...speaks(300),
      happened.agentClosed(1006),
      happened.agentOpened,
      happened.ready,
    )
    expect(lost.state).toMatchObject({ phase: 'talking', isUnhurried: false })
  })
})

describe('what came of an agent in one step', () => {
  const step = (...events: number[]) =>
    ({ type: 'agent.audio', pieces: events.map((eventId) => ({ eventId, payload: voiced(20) })), isStep: true, backlog: 0 }) as const
  const whenHeard = (...moments: readonly Moment[]) => playedWith({ joinMs: 60 }, ...untilTalking, ...moments)

  it('goes to the caller at its end as one, however little it is: it has waited already', () => {
    expect(whenHeard(step(5)).toCaller).toEqual([{ event: 'media', payload: voiced(20) }])
    expect(whenHeard(step(5, 5, 5, 5, 5)).toCaller).toEqual([{ event: 'media', payload: voiced(100) }])
  })

  it('goes with what waited before it, even when nothing more has come', () => {
    expect(whenHeard(...speaks(80), step(5)).toCaller.at(-1)).toEqual({ event: 'media', payload: voiced(40) })
    expect(whenHeard(...speaks(80), step()).toCaller.at(-1)).toEqual({ event: 'media', payload: voiced(20) })
  })

  it('is nothing when nothing waits', () => {
    expect(whenHeard(...speaks(60), step()).last).toEqual([])
  })

  it('is without what an interruption has cut off', () => {
    expect(whenHeard(...speaks(60), interruption(5), step(5, 5, 6)).toCaller.at(-1)).toEqual({ event: 'media', payload: voiced(20) })
  })
})
