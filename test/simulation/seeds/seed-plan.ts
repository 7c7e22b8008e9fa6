// What a seed is about: its campaigns, its provider, and what people do when. A pure function of the seed.
import { seeded } from '../../../local/simulated/seeded.ts'
import { type Act, actsOf, MINUTE_MS, SECOND_MS } from './acts.ts'

export type CampaignPlan = {
  name: string
  /** Whom it calls, by the ordinal of their number. */
  people: readonly number[]
  settings: {
    callDelay: number
    maxConcurrentCalls: number
    retryCount: number
    retryDelay: number
    window?: { from: string; to: string }
    budget?: { calls: number }
  }
  startMs: number
}

/** While it lasts, from when to when. */
export type Spell = { fromMs: number; toMs: number }

export type SeedPlan = {
  callsPerSecond: number
  callsPerDay: number
  /** Numbers that do not exist. */
  invalid: ReadonlySet<number>
  provider: {
    skewMs: number
    /** Calls at a time that it takes, fewer than the account is set up for. */
    concurrentCalls: number
    /** The account may not call. */
    refuses?: Spell
    /** Nothing gets an answer. */
    isDown?: Spell
  }
  campaigns: readonly [CampaignPlan, CampaignPlan]
  acts: readonly Act[]
}

const FIRST = 40
const SECOND = 20
const SHARED = 4
const INVALID = 0.02
/** Shares of the seeds in which something is otherwise. */
const SHARE = { samePeople: 0.25, window: 0.1, budget: 0.15, fewCalls: 0.2, refuses: 0.15, isDown: 0.15, cap: 0.05 }
/** Of the whole campaign's people, who live in three time zones: see people.ts. */
const WINDOW = { from: '08:00', to: '20:00' }

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i)

export const planOf = (seed: number): SeedPlan => {
  const random = seeded(seed, 'plan')
  const between = (low: number, high: number): number => Math.round(low + random() * (high - low))
  const pick = <T>(...choices: readonly [T, ...T[]]): T => choices[Math.floor(random() * choices.length)] ?? choices[0]
  const happens = (share: number): boolean => random() < share
  const spell = (longestMs: number): Spell => {
    const fromMs = between(0, 20 * MINUTE_MS)
    return { fromMs, toMs: fromMs + between(SECOND_MS, longestMs) }
  }

  const settings = () => ({
    maxConcurrentCalls: pick(2, 3, 5, 8),
    callDelay: pick(0, 1_000, 5_000, 20_000),
    retryCount: pick(1, 2),
    retryDelay: pick(MINUTE_MS, 5 * MINUTE_MS, 20 * MINUTE_MS, 60 * MINUTE_MS),
  })
  // Some are called by both.
  const shared = happens(SHARE.samePeople) ? range(0, SECOND).map((i) => i * 2) : range(0, SHARED).map((i) => i * 5)
  const limits = { ...(happens(SHARE.budget) ? { budget: { calls: between(10, 60) } } : {}) }
  const hours = { ...(happens(SHARE.window) ? { window: WINDOW } : {}) }
  return {
    callsPerSecond: pick(1, 1, 5),
    callsPerDay: happens(SHARE.cap) ? 4 : 99,
    invalid: new Set(range(0, FIRST + SECOND).filter(() => happens(INVALID))),
    provider: {
      skewMs: between(-2_000, 2_000),
      concurrentCalls: happens(SHARE.fewCalls) ? pick(1, 3, 6) : 100,
      ...(happens(SHARE.refuses) ? { refuses: spell(5 * MINUTE_MS) } : {}),
      ...(happens(SHARE.isDown) ? { isDown: spell(5 * MINUTE_MS) } : {}),
    },
    campaigns: [
      { name: 'A', people: range(0, FIRST), settings: { ...settings(), ...limits }, startMs: 0 },
      {
        name: 'B',
        people: [...shared, ...range(FIRST, SECOND - shared.length)],
        settings: { ...settings(), ...hours },
        startMs: 2 * SECOND_MS,
      },
    ],
    acts: actsOf(random, range(FIRST + SECOND, 3)),
  }
}
