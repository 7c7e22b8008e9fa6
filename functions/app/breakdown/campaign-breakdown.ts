// What a campaign's calls came to, as it was last counted. Whoever asks has it counted anew when the campaign's counters have moved on.
import { campaignOrThrow } from '#app/campaigns/change-campaign.ts'
import type { BreakdownRecord, Breakdowns } from '#app/ports/breakdowns.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignBreakdown } from '#contract/breakdown.ts'
import type { CampaignStats } from '#contract/campaign.ts'
import type { CampaignId } from '#contract/ids.ts'
import { nothingCounted } from '#domain/breakdown/counting.ts'
import { statsOf } from '#domain/progress.ts'
import { wakeBreakdown } from './wake-breakdown.ts'

type Needs = Pick<Ports, 'clock'> & {
  campaigns: Pick<Ports['campaigns'], 'get'>
  files: Pick<Ports['files'], 'write'>
  lanes: Pick<Ports['lanes'], 'sum'>
  breakdowns: Breakdowns
}

/** The sums of the lanes may be so old: this is a look, not a decision. */
const MAX_AGE_MS = 1_000
/** Whoever is at it gets on more often; who has not for so long was cut off, or never came. */
export const STALLED_MS = 60_000
/** While calls go on: at most this part of the time is spent on counting, and never more often than each few seconds. */
const REST_PER_COUNT = 9
const LEAST_REST_MS = 5_000

/** What is counted changes only together with one of these. */
const standOf = ({
  totalContacts,
  callsPlaced,
  callsAnswered,
  callsCompleted,
  callsFailed,
  successRate,
  outcomes,
}: CampaignStats): string =>
  [totalContacts, callsPlaced, callsAnswered, callsCompleted, callsFailed, successRate ?? 0, outcomes.human ?? 0].join(' ')

type Asked = { campaign: CampaignRecord; stand: string; record: BreakdownRecord | undefined }

/** Until counting may be begun, or taken over; undefined when there is nothing to count. */
const waitMs = ({ campaign, stand, record }: Asked, now: number): number | undefined => {
  const { counting, done } = record ?? {}
  if (counting) return Math.max(0, counting.touchedMs + STALLED_MS - now)
  if (done?.stand === stand) return undefined
  if (!done || campaign.state !== 'active') return 0
  return Math.max(0, done.endedMs + Math.max(LEAST_REST_MS, done.tookMs * REST_PER_COUNT) - now)
}

/** The record with the counting that is to be begun, or to be taken over; undefined when there is nothing to do. */
const wanted = (asked: Asked, { now, machine }: Needs['clock']): Omit<BreakdownRecord, 'version'> | undefined => {
  const { campaign, stand, record } = asked
  if (waitMs(asked, machine()) !== 0) return undefined
  if (record?.counting) return { ...record, counting: { ...record.counting, touchedMs: machine(), isHeld: false } }
  return {
    campaignId: campaign.id,
    ...(record?.done ? { done: record.done } : {}),
    counting: {
      ...{ counted: nothingCounted(), stand, asOf: new Date(now()).toISOString() },
      ...{ beganMs: machine(), touchedMs: machine(), isHeld: false },
    },
  }
}

export const campaignBreakdown =
  (ports: Needs) =>
  async (id: CampaignId): Promise<CampaignBreakdown> => {
    const [campaign, { counters }] = await Promise.all([campaignOrThrow(ports, id), ports.lanes.sum(id, { maxAgeMs: MAX_AGE_MS })])
    const stats = statsOf(campaign.totalContacts, counters)
    if (stats.callsPlaced === 0) return { isCurrent: true }
    const stand = standOf(stats)
    const record = await ports.breakdowns.get(id)
    const next = wanted({ campaign, stand, record }, ports.clock)
    // Somebody who was faster has begun it.
    const begun = next && (await ports.breakdowns.replace(record, next))
    if (begun) await wakeBreakdown(ports, id)
    const kept = begun ?? record
    const { done, counting } = kept ?? {}
    const askAgainMs = waitMs({ campaign, stand, record: kept }, ports.clock.machine())
    return {
      ...(done ? { breakdown: done.breakdown } : {}),
      isCurrent: done?.stand === stand,
      ...(counting ? { counting: { contacts: counting.counted.total.contacts } } : {}),
      ...(askAgainMs === undefined ? {} : { askAgainMs }),
    }
  }
