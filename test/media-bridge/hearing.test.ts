import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../media-bridge/limits.ts'
import { frame, happened, playedWith, STREAM_SID, untilTalking } from '../support/bridge.ts'

const { connected, started, media, stop, agentOpened, ready } = happened
const chunks = (messages: readonly object[]) =>
  messages.flatMap((message) => ('user_audio_chunk' in message ? [message.user_audio_chunk] : []))
/** The frames' audio in one piece. */
const together = (...frames: number[]) => Buffer.concat(frames.map((n) => Buffer.from(frame(n), 'base64'))).toString('base64')

describe('frames of the caller', () => {
  it('go to the agent three at a time when they are joined for 60 ms', () => {
    const { toAgent } = playedWith({ joinMs: 60 }, ...untilTalking, ...[1, 2, 3, 4, 5, 6, 7].map((n) => media(frame(n))))
    expect(chunks(toAgent)).toEqual([together(1, 2, 3), together(4, 5, 6)])
  })

  it('go by themselves when they are as long as that', () => {
    const long = together(1, 2, 3)
    expect(chunks(playedWith({ joinMs: 60 }, ...untilTalking, media(long), media(long)).toAgent)).toEqual([long, long])
  })

  it('wait no longer than that for others that are late', () => {
    const { toAgent } = playedWith({ joinMs: 60 }, ...untilTalking, media(frame(1)), 1_000, media(frame(2)))
    expect(chunks(toAgent)).toEqual([together(1, 2)])
  })

  it('go at once when they came in a step, however few: they have waited already', () => {
    const step = (...frames: number[]) => ({
      ...media(frame(0)),
      pieces: frames.map((n) => ({ streamSid: STREAM_SID, payload: frame(n) })),
      isStep: true,
    })
    const { toAgent } = playedWith({ joinMs: 60 }, ...untilTalking, step(1, 2, 3), step(4), step(5, 6, 7, 8))
    expect(chunks(toAgent)).toEqual([together(1, 2, 3), frame(4), together(5, 6, 7, 8)])
  })

  it('that were kept for the agent are joined like any other, and none is lost', () => {
    const early = [1, 2, 3, 4].map((n) => media(frame(n)))
    const { toAgent } = playedWith({ joinMs: 60 }, connected, started, ...early, agentOpened, ready, media(frame(5)), media(frame(6)))
    expect(chunks(toAgent)).toEqual([together(1, 2, 3), together(4, 5, 6)])
  })

  it('that wait when the caller hangs up still reach the agent', () => {
    const { last } = playedWith({ joinMs: 60 }, ...untilTalking, media(frame(1)), media(frame(2)), stop)
    expect(last.slice(0, 2)).toEqual([{ do: 'agent.send', message: { user_audio_chunk: together(1, 2) } }, { do: 'agent.close' }])
  })

  it('are counted when a full socket costs them', () => {
    const full = LIMITS.agentBacklog + 1
    const { toAgent, state } = playedWith({ joinMs: 40 }, ...untilTalking, media(frame(1), full), media(frame(2), full))
    expect(chunks(toAgent)).toEqual([])
    expect(state).toMatchObject({ dropped: { fromCaller: 2 } })
  })
})
