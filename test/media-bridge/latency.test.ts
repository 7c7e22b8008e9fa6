import { describe, expect, it } from 'vitest'
import { percentile } from '../../media-bridge/latency.ts'
import { happened, type Moment, played, untilTalking } from '../support/bridge.ts'

const { connected, started, media, stop, agentOpened, ready, audio, interruption } = happened
const voice = media(Buffer.alloc(160, 0x90).toString('base64'))
const quiet = media(Buffer.alloc(160, 0xff).toString('base64'))
const sound = (ms: number) => Buffer.alloc(ms * 8, 0x7f).toString('base64')
const frames = (event: typeof voice, count: number) => Array.from({ length: count }, () => [event, 20] as const).flat()
const latencyOf = (...events: readonly Moment[]) => played(...events, stop).report?.measured?.latency

describe('the latency of a call', () => {
  it('is told from the opening of its stream on', () => {
    expect(latencyOf(agentOpened, 100, connected, started, 250, ready, 350, audio(1, sound(20)))).toEqual({
      streamToStart: 100,
      streamToAgent: 350,
      streamToFirstAudio: 700,
      replies: 0,
      bargeIns: 0,
    })
  })

  it('is the time from the caller’s last voice to the agent’s next audio, for each turn', () => {
    const turn = (waitMs: number) => [...frames(voice, 10), ...frames(quiet, 5), waitMs - 120, audio(1, sound(20)), 1_000] as const
    const talk = [400, 600, 2_000].flatMap(turn)
    expect(latencyOf(...untilTalking, ...talk)).toMatchObject({ replies: 3, replyP50: 600, replyP95: 2_000 })
  })

  it('counts no answer to a caller who has said nothing, and one answer to a turn of many pieces', () => {
    const reply = [audio(1, sound(20)), 20, audio(1, sound(20)), 20, audio(1, sound(20))] as const
    expect(latencyOf(...untilTalking, ...reply)).toMatchObject({ replies: 0 })
    expect(latencyOf(...untilTalking, ...frames(voice, 5), ...reply)).toMatchObject({ replies: 1 })
  })

  it('is the time from the caller’s first voice over the agent’s to the clear', () => {
    const over = [audio(1, sound(5_000)), 1_000, ...frames(voice, 10), interruption(1)] as const
    expect(latencyOf(...untilTalking, ...over)).toMatchObject({ bargeIns: 1, bargeInToClear: 220 })
  })

  it('takes the end of what interrupted the agent for what waits for an answer', () => {
    const over = [
      audio(1, sound(5_000)),
      1_000,
      ...frames(voice, 10),
      interruption(1),
      ...frames(voice, 5),
      300,
      audio(2, sound(20)),
    ] as const
    expect(latencyOf(...untilTalking, ...over)).toMatchObject({ replies: 1, replyP50: 320 })
  })

  it('forgets a cough over the agent’s words once it is over', () => {
    const cough = [audio(1, sound(9_000)), 1_000, ...frames(voice, 3), ...frames(quiet, 50)] as const
    const over = [...cough, ...frames(voice, 5), interruption(1)] as const
    expect(latencyOf(...untilTalking, ...over)).toMatchObject({ bargeIns: 1, bargeInToClear: 120 })
  })
})

it.each([
  [[], 0.5, undefined],
  [[7], 0.95, 7],
  [[3, 1, 2], 0.5, 2],
  [Array.from({ length: 100 }, (_, n) => n + 1), 0.95, 95],
])('of %j the percentile %d is %s', (values, part, expected) => {
  expect(percentile(values, part)).toBe(expected)
})
