// What a run over many seeds has found, for people and for scripts.
import { createHash } from 'node:crypto'
import { INVARIANTS, type Invariant } from './monitors/violations.ts'
import type { SeedResult } from './seeds/run-seed.ts'
import type { Profile } from './world/faults.ts'

export type Report = {
  add(result: SeedResult): void
  isClean(): boolean
  /** One line for each violated invariant: what it means, where it was seen first, and how to see it again. */
  lines(): string[]
  summary(seconds: number): Record<string, unknown>
}

type Found = { count: number; seeds: Set<number>; first: string }

export const replayOf = (profile: Profile, seed: number): string => `npm run sim -- --profile ${profile} --seed ${seed} --log`

export const createReport = (profile: Profile): Report => {
  const found = new Map<Invariant, Found>()
  const hash = createHash('sha1')
  const total = { seeds: 0, contacts: 0, calls: 0, events: 0 }
  const countOf = (...invariants: Invariant[]): number => invariants.reduce((sum, invariant) => sum + (found.get(invariant)?.count ?? 0), 0)

  return {
    add({ seed, contacts, calls, events, violations, ...result }) {
      total.seeds += 1
      total.contacts += contacts
      total.calls += calls
      total.events += events
      hash.update(result.hash)
      for (const { invariant, what } of violations) {
        const known = found.get(invariant) ?? { count: 0, seeds: new Set<number>(), first: `${what}; ${replayOf(profile, seed)}` }
        known.count += 1
        known.seeds.add(seed)
        found.set(invariant, known)
      }
    },
    isClean: () => found.size === 0,
    lines: () =>
      [...found].map(
        ([invariant, { count, seeds, first }]) =>
          `${invariant} (${INVARIANTS[invariant]}): ${count} in ${seeds.size} seeds. First: ${first}`,
      ),
    summary: (seconds) => ({
      profile,
      ...total,
      calledTwice: countOf('I1', 'I2'),
      stuck: countOf('stuck', 'lockLeaked', 'neverCompleted'),
      placedAfterPause: countOf('I4'),
      counterDrift: countOf('I5'),
      neverReached: countOf('neverReached'),
      violations: Object.fromEntries([...found].map(([invariant, { count }]) => [invariant, count])),
      seconds,
      millisecondsPerSeed: Math.round((1_000 * seconds) / Math.max(1, total.seeds)),
      hash: hash.copy().digest('hex'),
    }),
  }
}
