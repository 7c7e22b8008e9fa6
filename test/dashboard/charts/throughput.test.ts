import { expect, test } from 'vitest'
import { throughputOf } from '../../../dashboard/charts/throughput.ts'

const START = Date.parse('2026-11-03T14:00:00.000Z')
const at = (seconds: number): string => new Date(START + seconds * 1_000).toISOString()
const sum = (values: readonly number[] = []): number => values.reduce((all, value) => all + value, 0)

test('too little time is not drawn', () => {
  expect(throughputOf([])).toBeUndefined()
  expect(throughputOf([{ claimedAt: at(0), endedAt: at(20) }])).toBeUndefined()
})

test('every call is counted once as begun and once as answered, whatever the steps', () => {
  const calls = Array.from({ length: 30 }, (_, i) => ({
    claimedAt: at(i * 7),
    ...(i % 3 === 0 ? { answeredAt: at(i * 7 + 4) } : {}),
    endedAt: at(i * 7 + 20),
  }))
  const drawn = throughputOf(calls)
  const minutes = (drawn?.stepMs ?? 0) / 60_000
  expect(sum(drawn?.dials) * minutes).toBeCloseTo(30)
  expect(sum(drawn?.answers) * minutes).toBeCloseTo(10)
})

test('as many lines are in use as calls overlap, and live calls are still on', () => {
  const drawn = throughputOf([{ claimedAt: at(0), endedAt: at(60) }, { claimedAt: at(10) }, { claimedAt: at(90) }], START + 120_000)
  expect(Math.max(...(drawn?.lines ?? []))).toBe(2)
  expect(drawn?.lines.at(-1)).toBe(2)
  expect(drawn?.lines[34]).toBe(1)
})

test('no more than the last hour is drawn', () => {
  const drawn = throughputOf([
    { claimedAt: at(0), endedAt: at(30) },
    { claimedAt: at(7_200), endedAt: at(7_260) },
  ])
  expect(drawn?.from).toBe(START + 7_260_000 - 3_600_000)
})
