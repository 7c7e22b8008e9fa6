// What a seed is about: its campaigns, and what people do to them when. A pure function of the seed.
import { seeded } from '../../../local/simulated/seeded.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

export type CampaignPlan = {
  name: string
  /** Whom it calls, by the ordinal of their number. */
  people: readonly number[]
  settings: { callDelay: number; maxConcurrentCalls: number; retryCount: number; retryDelay: number }
  startMs: number
}

export type Act = { atMs: number } /** `withClaim`: as soon as somebody is claimed, where pauses and dials meet. */ & (
  | { kind: 'pause'; withClaim: boolean }
  | { kind: 'resume' | 'stop' }
  | { kind: 'suppress'; person: number }
  | { kind: 'add'; people: readonly number[] }
)

export type SeedPlan = {
  callsPerSecond: number
  skewMs: number
  /** Numbers that do not exist. */
  invalid: ReadonlySet<number>
  campaigns: readonly [CampaignPlan, CampaignPlan]
  /** On the first campaign. */
  acts: readonly Act[]
}

/** Share of the seeds in which both campaigns call the same people. */
const SAME_PEOPLE = 0.25
const WITH_CLAIM = 0.5

const FIRST = 40
const SECOND = 20
const SHARED = 4
const LATER = 3
const PAUSES = 5
const STOPPED = 0.2
const INVALID = 0.02

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i)

export const planOf = (seed: number): SeedPlan => {
  const random = seeded(seed, 'plan')
  const between = (low: number, high: number): number => Math.round(low + random() * (high - low))
  const pick = <T>(...choices: readonly [T, ...T[]]): T => choices[Math.floor(random() * choices.length)] ?? choices[0]

  const settings = () => ({
    maxConcurrentCalls: pick(2, 3, 5, 8),
    callDelay: pick(0, 1_000, 5_000, 20_000),
    retryCount: pick(1, 2),
    retryDelay: pick(MINUTE_MS, 5 * MINUTE_MS, 20 * MINUTE_MS, HOUR_MS),
  })

  const acts: Act[] = []
  let at = between(20 * SECOND_MS, 220 * SECOND_MS)
  for (let i = 0; i < PAUSES; i++) {
    const resumedAt = at + pick(1_500, 20 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS)
    acts.push({ atMs: at, kind: 'pause', withClaim: random() < WITH_CLAIM }, { atMs: resumedAt, kind: 'resume' })
    at = resumedAt + between(2 * SECOND_MS, 6 * MINUTE_MS)
  }
  acts.push(
    { atMs: between(0, 15 * MINUTE_MS), kind: 'suppress', person: 7 },
    { atMs: between(0, 30 * MINUTE_MS), kind: 'suppress', person: 11 },
  )
  acts.push({ atMs: between(0, 50 * MINUTE_MS), kind: 'add', people: range(FIRST + SECOND, LATER) })
  if (random() < STOPPED) acts.push({ atMs: between(0, 30 * MINUTE_MS), kind: 'stop' })

  // Some are called by both.
  const shared = random() < SAME_PEOPLE ? range(0, SECOND).map((i) => i * 2) : range(0, SHARED).map((i) => i * 5)
  return {
    callsPerSecond: pick(1, 1, 5),
    skewMs: between(-2_000, 2_000),
    invalid: new Set(range(0, FIRST + SECOND).filter(() => random() < INVALID)),
    campaigns: [
      { name: 'A', people: range(0, FIRST), settings: settings(), startMs: 0 },
      { name: 'B', people: [...shared, ...range(FIRST, SECOND - shared.length)], settings: settings(), startMs: 2 * SECOND_MS },
    ],
    acts,
  }
}
