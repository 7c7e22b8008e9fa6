// What a seed is about: its campaigns, its provider, and what people do when. A pure function of the seed.
import type * as z from 'zod/mini'
import type { NewCampaign } from '#contract/campaign-edit.ts'
import { seeded } from '../../../local/simulated/seeded.ts'
import { type Act, actsOf, type Dice, diceOf, MINUTE_MS, SECOND_MS } from './acts.ts'
import { timeOf } from './hours.ts'
import { type CallTimes, listRulesOf } from './list-rules.ts'
import { MACHINES, type Shares, USUAL } from './people.ts'

type Settings = NonNullable<z.input<typeof NewCampaign>['settings']>

export type CampaignPlan = {
  name: string
  /** Whom it calls, by the ordinal of their number. */
  people: readonly number[]
  settings: Settings
  startMs: number
}

/** While it lasts, from when to when. */
export type Spell = { fromMs: number; toMs: number }

export type ProviderPlan = {
  skewMs: number
  shares: Shares
  /** Numbers that do not exist. */
  invalid: ReadonlySet<number>
  /** Calls at a time that it takes. */
  concurrentCalls: number
  /** Calls that it begins in a second: it keeps the others in its queue. */
  callsPerSecond: number
  /** Dials that it takes in a second: it refuses the others. */
  dialsPerSecond: number
  /** The account may not call. */
  refuses?: Spell
  /** Nothing gets an answer. */
  isDown?: Spell
}

export type SeedPlan = {
  /** What the account is set up for. */
  callsPerSecond: number
  concurrentCalls: number
  callsPerDay: number
  provider: ProviderPlan
  campaigns: readonly [CampaignPlan, CampaignPlan]
  /** Of those whose row says when to call. */
  callTimes: ReadonlyMap<number, CallTimes>
  acts: readonly Act[]
}

const FIRST = 8
/** Where dials fail for minutes: a breaker opens only when many have. */
const MANY = 14
const SECOND = 4
const SHARED = 3
const LATER = 1
const INVALID = 0.02
const ANY = 10_000
/** Shares of the seeds in which something is otherwise: each draws a few of them. */
const SHARE = {
  ...{ samePeople: 0.25, window: 0.12, budget: 0.15, cap: 0.05, machines: 0.2, ladder: 0.2, longDelay: 0.1 },
  ...{ fewLines: 0.12, fewCalls: 0.12, slow: 0.12, tooFast: 0.12, refuses: 0.12, isDown: 0.15 },
}
/** Longer than a run waits at a time. */
const LONG_DELAY_MS = 13 * MINUTE_MS
/** Who must wait until tomorrow is not waited for. */
const GIVEN_UP_MS = 36 * MINUTE_MS

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i)

const spellOf = ({ between }: Dice): Spell => {
  const fromMs = between(0, 6 * MINUTE_MS)
  return { fromMs, toMs: fromMs + between(20 * SECOND_MS, 4 * MINUTE_MS) }
}

const settingsOf = ({ pick, happens }: Dice, isBusy: boolean): Settings => ({
  maxConcurrentCalls: isBusy ? 8 : pick(1, 2, 2, 3),
  callDelay: isBusy ? 0 : pick(0, 0, 2_000, 8_000),
  retryCount: pick(1, 2),
  retryDelay: happens(SHARE.longDelay) ? LONG_DELAY_MS : pick(MINUTE_MS, MINUTE_MS, 3 * MINUTE_MS),
  answeringMachine: pick('off', 'hang-up', 'hang-up', 'leave-message'),
  voicemailMessage: 'Call us.',
  ...(happens(SHARE.ladder) ? { retries: { 'no-answer': [MINUTE_MS, 3 * MINUTE_MS], busy: [MINUTE_MS], voicemail: [2 * MINUTE_MS] } } : {}),
})

/** It is 9:00 in London, 14:30 to 15:00 where they live: in one zone the window is open, it opens in the others, and closes in all. */
const windowOf = ({ between }: Dice): Pick<Settings, 'window'> => {
  const from = between(14 * 60 + 46, 14 * 60 + 50)
  return { window: { from: timeOf(from), to: timeOf(from + between(6, 14)) } }
}

const providerOf = (dice: Dice, callsPerSecond: number): ProviderPlan => {
  const { between, pick, happens } = dice
  return {
    skewMs: between(-2_000, 2_000),
    shares: happens(SHARE.machines) ? MACHINES : USUAL,
    invalid: new Set(range(0, MANY + SECOND).filter(() => happens(INVALID))),
    concurrentCalls: happens(SHARE.fewCalls) ? pick(1, 3, 6) : ANY,
    callsPerSecond: happens(SHARE.slow) ? pick(0.1, 0.2, 0.5) : callsPerSecond,
    dialsPerSecond: happens(SHARE.tooFast) ? pick(0.2, 0.5) : ANY,
    ...(happens(SHARE.refuses) ? { refuses: spellOf(dice) } : {}),
    ...(happens(SHARE.isDown) ? { isDown: spellOf(dice) } : {}),
  }
}

/** A budget that is spent half-way, and raised in some seeds. */
const budgetOf = ({ between, pick, happens }: Dice): { settings: Pick<Settings, 'budget'>; acts: Act[] } => {
  const budget = pick({ calls: between(4, 12) }, { minutes: between(1, 2) })
  const raisedAt = between(6 * MINUTE_MS, 15 * MINUTE_MS)
  const raised: Act[] = [
    { atMs: raisedAt, campaign: 0, kind: 'edit', settings: { budget: { calls: 200 } } },
    { atMs: raisedAt + 5 * SECOND_MS, campaign: 0, kind: 'resume' },
  ]
  return { settings: { budget }, acts: happens(0.5) ? raised : [] }
}

export const planOf = (seed: number): SeedPlan => {
  const dice = diceOf(seeded(seed, 'plan'))
  const { pick, happens } = dice
  // Some are called by both.
  const shared = happens(SHARE.samePeople) ? range(0, SECOND).map((i) => i * 2) : range(0, SHARED).map((i) => i * 3)
  const callsPerSecond = pick(1, 1, 5)
  const budget = happens(SHARE.budget) ? budgetOf(dice) : undefined
  const window = happens(SHARE.window) ? windowOf(dice) : undefined
  const isCapped = happens(SHARE.cap)
  const provider = providerOf(dice, callsPerSecond)
  const isBusy = provider.isDown !== undefined
  const firstPeople = range(0, isBusy ? MANY : FIRST)
  const secondPeople = [...shared, ...range(firstPeople.length, SECOND - shared.length)]
  const lists = listRulesOf(diceOf(seeded(seed, 'lists')), firstPeople)
  const acts = [...actsOf(dice, range(MANY + SECOND, LATER)), ...(budget?.acts ?? []), ...lists.acts]
  if (isCapped) acts.push({ atMs: GIVEN_UP_MS, campaign: 0, kind: 'stop' })
  if (isCapped || window) acts.push({ atMs: GIVEN_UP_MS, campaign: 1, kind: 'stop' })
  return {
    callsPerSecond,
    concurrentCalls: happens(SHARE.fewLines) ? pick(1, 2, 4) : 100,
    callsPerDay: isCapped ? 2 : 99,
    provider,
    callTimes: lists.callTimes,
    campaigns: [
      { name: 'A', people: [...firstPeople, ...lists.abroad], settings: { ...settingsOf(dice, isBusy), ...budget?.settings }, startMs: 0 },
      { name: 'B', people: secondPeople, settings: { ...settingsOf(dice, isBusy), ...window }, startMs: 2 * SECOND_MS },
    ],
    acts,
  }
}

/** The last thing that people do which can set a campaign going that has come to its end, or whose budget is spent. */
export const lastMoveOf = ({ campaigns, acts }: SeedPlan): number => {
  const isMove = (act: Act): boolean =>
    act.kind === 'add' || (act.kind === 'resume' && campaigns[act.campaign].settings.budget !== undefined)
  return Math.max(...acts.filter(isMove).map(({ atMs }) => atMs))
}
