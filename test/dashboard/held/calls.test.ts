import { expect, test } from 'vitest'
import type { Call } from '#contract/call.ts'
import { ended, type HeldCall, heard, live, withCallSnapshot, withCalls } from '../../../dashboard/held/calls.ts'
import { aCall } from '../support/build.ts'

const numbers = (calls: readonly HeldCall[]): string[] => calls.map(({ call }) => call.phone.slice(-2))
const over = { state: 'completed', outcome: 'human', version: 9 } as const
const told = (held: readonly HeldCall[], calls: readonly Call[], at: number): HeldCall[] => withCalls(held, heard(calls, at))

test('a call is news once: an older version changes nothing', () => {
  const held = told([], [aCall(1, { ...over, endedAt: '2026-11-03T14:05:00.000Z' })], 0)
  const after = told(held, [aCall(1, { state: 'answered', version: 4 })], 1)
  expect(live(after)).toEqual([])
  expect(ended(after)).toHaveLength(1)
})

test('live calls stand oldest first, ended calls newest first', () => {
  const held = told(
    [],
    [
      aCall(3),
      aCall(2),
      aCall(4, { ...over, endedAt: '2026-11-03T14:05:00.000Z' }),
      aCall(5, { ...over, endedAt: '2026-11-03T14:06:00.000Z' }),
    ],
    0,
  )
  expect(numbers(live(held))).toEqual(['02', '03'])
  expect(numbers(ended(held))).toEqual(['05', '04'])
})

test('an attempt that never reached the provider is no call that ended', () => {
  expect(ended(told([], [aCall(1, { state: 'void' })], 0))).toEqual([])
})

test('a call counts its seconds from the ring, and again from the answer', () => {
  const ringing = told([], [aCall(1)], 1_000)
  const still = told(ringing, [aCall(1, { version: 2 })], 3_000)
  const answered = told(still, [aCall(1, { state: 'answered', answeredAt: '2026-11-03T14:02:09.000Z', version: 3 })], 5_000)
  expect([ringing, still, answered].map(([held]) => held?.since)).toEqual([1_000, 1_000, 5_000])
})

test('a snapshot knows how long a call has been on by the time of the campaigns, not of the viewer', () => {
  const answeredAt = '2026-11-03T14:02:10.000Z'
  const campaignNow = Date.parse('2026-11-03T14:02:40.000Z')
  const [held] = withCallSnapshot([], {
    live: [aCall(1, { state: 'answered', answeredAt })],
    ...{ isWhole: true, recent: [] },
    askedAt: 0,
    now: 500_000,
    campaignNow,
  })
  expect(held?.since).toBe(500_000 - 30_000)
})

test('a snapshot ends what it no longer lists, unless it was heard of since', () => {
  const held = told(told([], [aCall(1)], 10), [aCall(2)], 30)
  const after = withCallSnapshot(held, { live: [], isWhole: true, recent: [], askedAt: 20, now: 40, campaignNow: 0 })
  expect(numbers(live(after))).toEqual(['02'])
})

test('a snapshot that lists only some of the calls ends none of the others', () => {
  const after = withCallSnapshot(told([], [aCall(1)], 10), {
    live: [aCall(2)],
    isWhole: false,
    recent: [],
    askedAt: 20,
    now: 40,
    campaignNow: 0,
  })
  expect(numbers(live(after))).toEqual(['01', '02'])
})

test('a snapshot that overtook a push brings no ended call back', () => {
  const held = told([], [aCall(1, { ...over, endedAt: '2026-11-03T14:05:00.000Z' })], 30)
  const after = withCallSnapshot(held, {
    live: [aCall(1, { version: 3 })],
    isWhole: true,
    recent: [],
    askedAt: 20,
    now: 40,
    campaignNow: 0,
  })
  expect(live(after)).toEqual([])
})

test('holds five hundred ended calls, the newest', () => {
  const many = Array.from({ length: 510 }, (_, n) =>
    aCall(n, { ...over, claimedAt: '2026-11-03T14:00:00.000Z', endedAt: new Date(Date.UTC(2026, 10, 3, 15, 0, n)).toISOString() }),
  )
  const held = told([], many, 0)
  expect(held).toHaveLength(500)
  expect(ended(held)[0]?.call.contactId).toBe(many[509]?.contactId)
})
