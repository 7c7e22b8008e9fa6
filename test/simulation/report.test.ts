// What is told of many seeds.
import { expect, test } from 'vitest'
import { createReport } from './report.ts'
import type { SeedResult } from './seeds/run-seed.ts'

const aResult = (changes: Partial<SeedResult> = {}): SeedResult => ({
  ...{ seed: 1, contacts: 63, calls: 100, events: 3_000, hash: 'abc', violations: [] },
  ...changes,
})

test('clean seeds are counted, and their hashes make one', () => {
  const report = createReport('harsh')
  report.add(aResult())
  report.add(aResult({ seed: 2, hash: 'def' }))
  expect(report.isClean()).toBe(true)
  expect(report.lines()).toEqual([])
  expect(report.summary(1)).toMatchObject({
    profile: 'harsh',
    seeds: 2,
    contacts: 126,
    calls: 200,
    calledTwice: 0,
    violations: {},
    seconds: 1,
  })
  const other = createReport('harsh')
  other.add(aResult({ hash: 'def' }))
  expect(other.summary(1).hash).not.toBe(report.summary(1).hash)
})

test('a violation is counted under its invariant, and the command that replays it is told', () => {
  const report = createReport('mild')
  report.add(aResult({ seed: 7, violations: [{ invariant: 'I1', atMs: 5, what: 'CA2 to +12025550100' }] }))
  report.add(aResult({ seed: 9, violations: [{ invariant: 'I1', atMs: 5, what: 'CA3 to +12025550100' }] }))
  expect(report.isClean()).toBe(false)
  expect(report.summary(1)).toMatchObject({ calledTwice: 2, violations: { I1: 2 } })
  expect(report.lines()).toEqual([
    'I1 (two live calls to one number): 2 in 2 seeds. First: CA2 to +12025550100; npm run sim -- --profile mild --seed 7 --log',
  ])
})
