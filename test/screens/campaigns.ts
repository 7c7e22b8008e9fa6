// The campaigns of the pictures: their people, how far each is, and what the calls of one came to. Every number is told once.
import type { Breakdown } from '#contract/breakdown.ts'
import type { CampaignStats, CampaignWithStats } from '#contract/campaign.ts'
import type { CampaignState } from '#contract/campaign-parts.ts'
import type { PushedEvent } from '#contract/events.ts'
import { aTally } from '../dashboard/support/breakdown.ts'
import { aSnapshot, campaignId, progressOf, someStats } from '../dashboard/support/build.ts'

/** The hour of the pictures, and how long before it their pages were opened: what happened meanwhile gives the pace. */
export const NOW = '2026-11-03T14:33:00.000Z'
const OPENED_BEFORE_MS = 16_000
export const OPENED = new Date(Date.parse(NOW) - OPENED_BEFORE_MS).toISOString()

type Told = {
  name: string
  state: CampaignState
  people: number
  done: number
  live?: number
  reason?: string
  startsAt?: string
  daysAgo: number
}

const CAMPAIGNS: readonly Told[] = [
  { name: 'Spring renewal', state: 'active', people: 10_000, done: 0.648, live: 12, daysAgo: 0 },
  { name: 'Lapsed trials', state: 'paused', people: 2_000, done: 0.21, reason: 'the account has no balance', daysAgo: 1 },
  { name: 'Win-back', state: 'active', people: 1_200, done: 0.83, live: 4, daysAgo: 1 },
  { name: 'Members’ survey 2026', state: 'draft', people: 4_310, done: 0, startsAt: '2026-11-04T09:00:00.000Z', daysAgo: 2 },
  { name: 'Late invoices', state: 'pausing', people: 640, done: 0.4, live: 2, daysAgo: 4 },
  { name: 'Appointments in May', state: 'completed', people: 318, done: 1, daysAgo: 5 },
  { name: 'Appointments in April', state: 'completed', people: 402, done: 1, daysAgo: 6 },
  { name: 'A first try', state: 'cancelled', people: 50, done: 1, daysAgo: 8 },
]

/** Of the campaign that is shown in full. */
const SHOWN: Partial<CampaignStats> = {
  ...{ waiting: 3_120, live: 12, retrying: 388, finished: 6_480 },
  ...{
    callsPlaced: 7_204,
    callsAnswered: 1_923,
    callsCompleted: 1_911,
    callsFailed: 5_281,
    averageDuration: 47,
    successRate: 1_117 / 6_480,
  },
  outcomes: { human: 1_410, voicemail: 402, 'no-answer': 3_102, busy: 1_204, 'invalid-number': 67, 'opted-out': 9, 'carrier-failure': 121 },
}

const statsOf = ({ people, done, live = 0 }: Told, i: number): CampaignStats => {
  const finished = Math.floor(people * done)
  const retrying = Math.floor((people - finished - live) * (finished === 0 ? 0 : 0.1))
  const placed = Math.floor(finished * (1.3 + 0.03 * i))
  const answered = Math.floor(placed * (0.29 + 0.013 * i))
  const part = (share: number): number => Math.floor(finished * share)
  return someStats({
    ...{ totalContacts: people, live, retrying, finished, waiting: people - finished - retrying - live },
    ...{ callsPlaced: placed, callsAnswered: answered, callsCompleted: answered - live, callsFailed: placed - answered },
    averageDuration: finished === 0 ? null : 41 + 3 * i,
    successRate: finished === 0 ? null : Math.floor(finished * (0.15 + 0.011 * i)) / finished,
    outcomes: { human: part(0.22 + 0.02 * i), voicemail: part(0.06 + 0.005 * i), 'invalid-number': part(0.012) },
    ...(i === 0 ? SHOWN : {}),
  })
}

const dayBefore = (days: number, time: string): string => new Date(Date.parse(`2026-11-03T${time}Z`) - days * 86_400_000).toISOString()

/** As they are at the hour of the pictures. */
const campaigns: readonly CampaignWithStats[] = CAMPAIGNS.map((told, i) => {
  const { name, state, daysAgo, reason, startsAt } = told
  const createdAt = dayBefore(daysAgo, `13:5${9 - i}:00.000`)
  const { startedAt: _, ...campaign } = aSnapshot({
    ...{ id: campaignId(i + 1), name, state, createdAt, settings: { maxConcurrentCalls: 20 } },
    ...(reason === undefined ? {} : { reason }),
    ...(startsAt === undefined ? {} : { startsAt }),
  })
  return {
    ...campaign,
    ...(state === 'draft' ? {} : { startedAt: dayBefore(daysAgo, '14:00:00.000') }),
    ...(state === 'completed' || state === 'cancelled' ? { endedAt: dayBefore(daysAgo, '17:41:00.000') } : {}),
    stats: statsOf(told, i),
  }
})

/** Of those that call: contacts finished, and calls placed, since the pages were opened. */
const SINCE = [
  { finished: 22, placed: 9 },
  { finished: 3, placed: 5 },
] as const
const active = campaigns.filter(({ state }) => state === 'active')

const before = (stats: CampaignStats, { finished, placed }: { finished: number; placed: number }): CampaignStats => ({
  ...stats,
  ...{ finished: stats.finished - finished, waiting: stats.waiting + finished },
  ...{ callsPlaced: stats.callsPlaced - placed, callsFailed: stats.callsFailed - placed },
})

/** As they were when the pages were opened. */
export const openedCampaigns = campaigns.map((campaign) => {
  const since = SINCE[active.indexOf(campaign)]
  return since ? { ...campaign, stats: before(campaign.stats, since) } : campaign
})

const progressAt = (of: readonly CampaignWithStats[], at: string): PushedEvent[] =>
  of.filter(({ state }) => state === 'active').map(({ id, stats }) => progressOf(Date.parse(at), stats, id, at))

/** What is told of their counters when the pages are opened, and at the hour of the pictures. */
export const PROGRESS = [progressAt(openedCampaigns, OPENED), progressAt(campaigns, NOW)] as const

export const accountCampaigns = campaigns
  .filter(({ stats }) => stats.live > 0)
  .map(({ id, name, state, stats, settings }) => ({ id, name, state, live: stats.live, lines: settings.maxConcurrentCalls }))

type Tally = Breakdown['total']
const shrunk = ({ calls, answered, successful }: Tally, { by, better }: { by: number; better: number }): Tally =>
  aTally(Math.round(calls * by), Math.round(answered * by * better), Math.round(successful * by * better))

/** What the calls of a campaign came to: as those of the one in full, where they are as many, else in its own measure. */
export const breakdownOf = (id: string, full: Breakdown): Breakdown => {
  const stats = campaigns.find((one) => one.id === id)?.stats ?? someStats()
  const factors = { by: stats.callsPlaced / full.total.calls, better: id === campaignId(1) ? 1 : 1.12 }
  const scaled = <T extends Tally>(tally: T): T => ({ ...tally, ...shrunk(tally, factors) })
  const hours = full.hours.map(scaled)
  const known = hours.reduce((sum, { calls }) => sum + calls, 0)
  return {
    ...full,
    asOf: NOW,
    total: aTally(stats.callsPlaced, stats.callsAnswered, Math.round((stats.successRate ?? 0) * stats.finished)),
    ...{ hours, hourUnknown: aTally(Math.max(0, stats.callsPlaced - known)), attempts: full.attempts.map(scaled) },
    columns: full.columns.map((column) => ({
      ...column,
      ...{ values: column.values.map(scaled), others: scaled(column.others), without: scaled(column.without) },
    })),
  }
}
