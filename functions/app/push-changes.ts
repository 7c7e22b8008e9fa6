// What changed in the table, told to whoever watches: at most one message of a kind for each campaign and batch.

import type { Activity } from '#contract/activity.ts'
import { ALL_CAMPAIGNS, type PushedEvent } from '#contract/events.ts'
import type { CampaignId } from '#contract/ids.ts'
import type { CallTurn } from '#contract/transcript.ts'
import type { Ports } from './ports.ts'
import type { AttemptRecord } from './records.ts'
import { type SendingPorts, sendAll } from './send-events.ts'
import { statsVersion, viewCall, viewCampaign, viewStats } from './views.ts'

type Needs = SendingPorts & Pick<Ports, 'campaigns' | 'clock' | 'lanes'>

/** What one batch of the table's stream says of one campaign. */
export type Changes = {
  campaignId: CampaignId
  campaignChanged: boolean
  countersChanged: boolean
  calls: AttemptRecord[]
  turns: CallTurn[]
  activity: Activity[]
}

/** A message may have 128 KB (API Gateway), and a call is about half a kilobyte. */
const CALLS_PER_MESSAGE = 150
/** A turn has at most 2,000 characters of up to four bytes. */
const TURNS_PER_MESSAGE = 14

export const pushChanges =
  (ports: Needs) =>
  async (changes: readonly Changes[]): Promise<void> => {
    const everywhere = await ports.viewers.of(ALL_CAMPAIGNS)
    await Promise.all(changes.map((change) => pushCampaign(ports, change, everywhere)))
  }

const pushCampaign = async (ports: Needs, change: Changes, everywhere: readonly string[]): Promise<void> => {
  const here = await ports.viewers.of(change.campaignId)
  if (here.length + everywhere.length === 0) return
  await sendAll(ports, here, [...transcriptEvents(change), ...activityEvents(change)])
  // While people talk nothing else changes, mostly.
  if (!change.campaignChanged && !change.countersChanged && change.calls.length === 0) return
  const snapshot = await campaignEvents(ports, change.campaignId)
  if (!snapshot) return
  const wide = [...(change.campaignChanged ? [snapshot.update] : []), ...(change.countersChanged ? [snapshot.progress] : [])]
  await sendAll(ports, [...new Set([...here, ...everywhere])], wide)
  await sendAll(ports, here, callEvents(change))
}

/** A campaign and its counters, as events; undefined when there is no such campaign, or no longer. */
export const campaignEvents = async (
  { campaigns, clock, lanes }: Pick<Ports, 'campaigns' | 'clock' | 'lanes'>,
  campaignId: CampaignId,
): Promise<{ update: PushedEvent; progress: PushedEvent } | undefined> => {
  // Lanes first: a campaign read later than its lanes never shows more finished contacts than it has.
  const all = await lanes.list(campaignId)
  const campaign = await campaigns.get(campaignId)
  if (!campaign || campaign.deletedAt) return undefined
  return {
    update: { event: 'campaign_update', version: campaign.version, data: viewCampaign(campaign) },
    progress: {
      event: 'campaign_progress',
      version: statsVersion(campaign, all),
      data: { campaignId, stats: viewStats(campaign, all), at: new Date(clock.now()).toISOString() },
    },
  }
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
