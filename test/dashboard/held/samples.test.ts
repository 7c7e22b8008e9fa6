import { describe, expect, it } from 'vitest'
import type { Call } from '#contract/call.ts'
import { firstWordOf, rungsOf } from '../../../dashboard/held/samples.ts'
import { aCall } from '../support/build.ts'

const held = (...calls: Call[]) => calls.map((call) => ({ call, since: 0, heardAt: 0 }))
const over = { state: 'completed', endedAt: '2026-11-03T14:03:00.000Z' } as const
const quick = (n: number, ms: number) =>
  aCall(n, { ...over, outcome: 'human', latency: { answerToStream: 100, streamToFirstAudio: ms - 100, replies: 0, bargeIns: 0 } })

describe('what attempts are worth', () => {
  it('is counted from ended calls, by which try of their contact they were', () => {
    const answered = { ...over, answeredAt: '2026-11-03T14:02:30.000Z' }
    const calls = held(
      aCall(1, { ...answered, outcome: 'human' }),
      aCall(2, { ...answered, outcome: 'voicemail' }),
      aCall(3, { ...over, outcome: 'busy', attempt: 2 }),
      aCall(4),
    )
    expect(rungsOf(calls)).toEqual([
      { attempt: 1, calls: 2, answered: 2, human: 1 },
      { attempt: 2, calls: 1, answered: 0, human: 0 },
    ])
  })
})

describe('the agent’s first word', () => {
  it('is told by its median and by what one call in twenty exceeds', () => {
    const calls = held(...Array.from({ length: 20 }, (_, i) => quick(i + 1, 1_000 + i * 10)))
    expect(firstWordOf(calls)).toEqual({ calls: 20, p50Ms: 1_090, p95Ms: 1_180 })
  })

  it('is not made up where nobody told it', () => {
    expect(firstWordOf(held(aCall(1, { ...over, outcome: 'busy' })))).toBeUndefined()
  })
})
