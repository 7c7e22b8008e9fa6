import { expect, test } from 'vitest'
import { timeLeft, withReading } from '../../../dashboard/held/pace.ts'
import { someStats } from '../support/build.ts'

const stats = someStats({ totalContacts: 100, waiting: 47, live: 3, retrying: 0, finished: 50 })
const steady = { state: 'active', openImports: 0, stats, readings: [{ at: 0, finished: 40 }], now: 20_000 } as const

test('ten finished in twenty seconds leave a hundred seconds for fifty more', () => {
  expect(timeLeft(steady)).toBe(100_000)
})

test.each([
  { name: 'the campaign is paused', change: { state: 'paused' } as const },
  { name: 'the list is still being read', change: { openImports: 1 } },
  { name: 'it has been watched for too short a time', change: { now: 9_000 } },
  { name: 'hardly anything has finished', change: { readings: [{ at: 0, finished: 48 }] } },
  { name: 'nothing has been read yet', change: { readings: [] } },
  { name: 'everybody left only waits for a retry', change: { stats: someStats({ waiting: 0, live: 0, retrying: 30, finished: 10 }) } },
])('says nothing while $name', ({ change }) => {
  expect(timeLeft({ ...steady, ...change })).toBeUndefined()
})

test('readings are spaced and reach back five minutes', () => {
  let readings = withReading([], { at: 0, finished: 0 })
  readings = withReading(readings, { at: 500, finished: 1 })
  expect(readings).toHaveLength(1)
  readings = withReading(readings, { at: 2_000, finished: 2 })
  expect(readings).toHaveLength(2)
  expect(withReading(readings, { at: 301_000, finished: 9 })).toEqual([
    { at: 2_000, finished: 2 },
    { at: 301_000, finished: 9 },
  ])
})
