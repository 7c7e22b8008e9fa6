import { expect, it } from 'vitest'
import { timelineOf } from '#domain/call-timeline.ts'

const claimedAt = '2026-11-02T15:00:00.000Z'
const answeredAt = '2026-11-02T15:00:05.000Z'

it('tells in order what happened, and whose word it is', () => {
  const latency = { answerToStream: 400, streamToAgent: 300, streamToFirstAudio: 900, replies: 3, bargeIns: 0 }
  const endedAt = '2026-11-02T15:00:45.000Z'
  const moments = timelineOf({ claimedAt, answeredAt, endedAt, state: 'completed', closedFirst: 'caller', latency })
  expect(moments.map(({ at, what, source }) => `${at.slice(17, 23)} ${what} ${source}`)).toEqual([
    '00.000 claimed ringmaster',
    '05.000 answered carrier',
    '05.400 audio-connected bridge',
    '05.700 agent-ready bridge',
    '06.300 agent-heard bridge',
    '45.000 ended carrier',
  ])
  expect(moments.at(-1)?.says).toBe('completed; the caller closed first')
})

it('tells nothing that did not happen', () => {
  expect(timelineOf({ claimedAt, state: 'ringing' })).toEqual([{ at: claimedAt, what: 'claimed', source: 'ringmaster' }])
})
