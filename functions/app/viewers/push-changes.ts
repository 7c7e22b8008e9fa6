// What changed in the table, told to whoever watches: at most one message of a kind for each campaign and batch.

import { type AudiencePorts, audienceOf } from '#app/access/audience.ts'
import type { Counted } from '#app/ports/campaigns.ts'
import type { ExportRecord } from '#app/ports/exports.ts'
import type { Ports } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { LaneRecord } from '#app/records/lane.ts'
import { statsVersion, viewCall, viewCampaign, viewStats } from '#app/views.ts'
import type { Activity } from '#contract/activity.ts'
import type { BreakdownNews } from '#contract/breakdown.ts'
import { ALL_CAMPAIGNS, type PushedEvent } from '#contract/events.ts'
import { Export } from '#contract/export.ts'
import type { CampaignId } from '#contract/ids.ts'
import type { CallTurn } from '#contract/transcript.ts'
import { addDeltas } from '#domain/progress.ts'
import { type SendingPorts, sendAll } from './send-events.ts'

type Needs = SendingPorts & AudiencePorts & Pick<Ports, 'campaigns' | 'clock' | 'lanes'>
type Audience = ReturnType<typeof audienceOf>

/** What one batch of the table's stream says of one campaign. */
export type Changes = {
  campaignId: CampaignId
  campaignChanged: boolean
  countersChanged: boolean
  calls: AttemptRecord[]
  turns: CallTurn[]
  activity: Activity[]
  exports: ExportRecord[]
  /** How far the counting of its calls is, or that it has ended. */
  breakdown?: { version: number; counting?: BreakdownNews['counting'] }
}

/** A message may have 128 KB (API Gateway), and a call is about half a kilobyte. */
const CALLS_PER_MESSAGE = 150
/** A turn has at most 2,000 characters of up to four bytes. */
const TURNS_PER_MESSAGE = 14

export const pushChanges =
  (ports: Needs) =>
  async (changes: readonly Changes[]): Promise<void> => {
    const audience = audienceOf(ports)
    const everywhere = await audience(ALL_CAMPAIGNS)
    await Promise.all(changes.map((change) => pushCampaign(ports, change, { everywhere, audience })))
  }

type Hearing = { everywhere: readonly string[]; audience: Audience }

const pushCampaign = async (ports: Needs, change: Changes, { everywhere, audience }: Hearing): Promise<void> => {
  const here = await audience(change.campaignId)
  const isWatched = here.length + everywhere.length > 0
  if (isWatched) {
    await sendAll(ports, here, [...transcriptEvents(change), ...activityEvents(change), ...exportEvents(change)])
    await sendAll(ports, [...new Set([...here, ...everywhere])], breakdownEvents(change))
  }
  // While people talk nothing else changes, mostly; and what nobody watches is only counted.
  const isTold = isWatched && (change.campaignChanged || change.calls.length > 0)
  if (!change.countersChanged && !isTold) return
  const seen = await lookAt(ports, change.campaignId)
  if (!seen) return
  if (isWatched) await tellOf(ports, { seen, change, here, everywhere })
  if (change.countersChanged) await ports.campaigns.keepCount(seen.campaign, countOf(seen))
}

type Told = { seen: Seen; change: Changes; here: readonly string[]; everywhere: readonly string[] }

const tellOf = async (ports: Needs, { seen, change, here, everywhere }: Told): Promise<void> => {
  const snapshot = eventsOf(ports, seen)
  const wide = [...(change.campaignChanged ? [snapshot.update] : []), ...(change.countersChanged ? [snapshot.progress] : [])]
  await sendAll(ports, [...new Set([...here, ...everywhere])], wide)
  await sendAll(ports, here, callEvents(change))
}

type Seen = { campaign: CampaignRecord; lanes: readonly LaneRecord[] }

/** Undefined when there is no such campaign, or no longer. */
const lookAt = async ({ campaigns, lanes }: Pick<Ports, 'campaigns' | 'lanes'>, campaignId: CampaignId): Promise<Seen | undefined> => {
  // Lanes first: a campaign read later than its lanes never shows more finished contacts than it has.
  const all = await lanes.list(campaignId)
  const campaign = await campaigns.get(campaignId)
  return campaign && !campaign.deletedAt ? { campaign, lanes: all } : undefined
}

const countOf = ({ lanes }: Seen): Counted => ({
  counters: addDeltas(...lanes.map(({ counters }) => counters)),
  version: lanes.reduce((sum, { version }) => sum + version, 0),
})

const eventsOf = ({ clock }: Pick<Ports, 'clock'>, { campaign, lanes }: Seen): { update: PushedEvent; progress: PushedEvent } => ({
  update: { event: 'campaign_update', version: campaign.version, data: viewCampaign(campaign) },
  progress: {
    event: 'campaign_progress',
    version: statsVersion(campaign, lanes),
    data: { campaignId: campaign.id, stats: viewStats(campaign, lanes), at: new Date(clock.now()).toISOString() },
  },
})

/** A campaign and its counters, as events. */
export const campaignEvents = async (
  ports: Pick<Ports, 'campaigns' | 'clock' | 'lanes'>,
  campaignId: CampaignId,
): Promise<{ update: PushedEvent; progress: PushedEvent } | undefined> => {
  const seen = await lookAt(ports, campaignId)
  return seen && eventsOf(ports, seen)
}

const callEvents = ({ campaignId, calls }: Changes): PushedEvent[] => {
  const events: PushedEvent[] = []
  for (let i = 0; i < calls.length; i += CALLS_PER_MESSAGE) {
    const part = calls.slice(i, i + CALLS_PER_MESSAGE).map(viewCall)
    const version = Math.max(...part.map((call) => call.version))
    events.push({ event: 'campaign_call_update', version, data: { campaignId, calls: part } })
  }
  return events
}

const transcriptEvents = ({ campaignId, turns }: Changes): PushedEvent[] => {
  const events: PushedEvent[] = []
  for (let i = 0; i < turns.length; i += TURNS_PER_MESSAGE) {
    const part = turns.slice(i, i + TURNS_PER_MESSAGE)
    const version = Math.max(...part.map(({ index }) => index))
    events.push({ event: 'transcript_update', version, data: { campaignId, turns: part } })
  }
  return events
}

/** Entries are never changed, so none is older than another: whoever has one already knows it by its id. */
const activityEvents = ({ campaignId, activity }: Changes): PushedEvent[] =>
  activity.length === 0 ? [] : [{ event: 'campaign_activity', version: 0, data: { campaignId, items: activity } }]

const exportEvents = ({ exports }: Changes): PushedEvent[] =>
  exports.map((record) => ({ event: 'campaign_export', version: record.version, data: Export.parse(record) }))

const breakdownEvents = ({ campaignId, breakdown }: Changes): PushedEvent[] => {
  if (!breakdown) return []
  const { version, counting } = breakdown
  return [{ event: 'campaign_breakdown', version, data: { campaignId, counting } }]
}
