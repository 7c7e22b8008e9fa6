// The real engine under harsh faults: nothing that must not happen does, and the same seed is the same run.
import { describe, expect, test } from 'vitest'
import { replayOf } from '../report.ts'
import { readDeployment } from '../world/deployment.ts'
import { runSeed, type SeedResult } from './run-seed.ts'

const deployment = readDeployment({ cacheDir: '.ringmaster/cache' })
const SEEDS = 30

const run = async (seed: number, profile: 'mild' | 'harsh'): Promise<SeedResult> => runSeed({ deployment: await deployment, seed, profile })

describe.each(['harsh', 'mild'] as const)('in the %s profile', (profile) => {
  const seeds = Array.from({ length: profile === 'harsh' ? SEEDS : SEEDS / 5 }, (_, i) => i + 1)
  test.each(seeds)('seed %i keeps every invariant and comes to an end', async (seed) => {
    const { violations, calls } = await run(seed, profile)
    expect(violations, replayOf(profile, seed)).toEqual([])
    expect(calls).toBeGreaterThan(0)
  })
})

test('the same seed gives the same events, and another seed gives others', async () => {
  const [once, again, other] = [await run(42, 'harsh'), await run(42, 'harsh'), await run(43, 'harsh')]
  expect(again).toEqual(once)
  expect(other.hash).not.toBe(once.hash)
  expect(once.events).toBeGreaterThan(500)
})
