// What the page holds of one campaign, and how news is merged into it: nothing ever goes back.
import type { Campaign, CampaignStats, CampaignWithStats } from '#contract/campaign.ts'
import type { CampaignId } from '#contract/ids.ts'
import { type Reading, withReading } from './pace.ts'

export type HeldCampaign = {
  campaign: Campaign
  /** Absent between the news of a campaign and the first news of its counters. */
  stats?: CampaignStats
  /** Of the last pushed counters; a snapshot over HTTP carries none. */
  statsVersion: number
  /** When counters were last heard of, on the viewer's clock. */
  statsAt: number
  readings: readonly Reading[]
  /** When a call was last seen to be placed, on the viewer's clock; 0: not since the page watches. */
  placedAt: number
  /** Campaign time, which may run faster, at an instant of the viewer's clock; absent: nothing has told it yet. */
  clock?: { at: number; heardAt: number }
}

const NOT_PUSHED = -1

const countersHeard = (held: HeldCampaign, stats: CampaignStats, { version, at }: { version: number; at: number }): HeldCampaign => ({
  ...held,
  stats,
  statsVersion: version,
  statsAt: at,
  placedAt: held.stats === undefined || held.stats.callsPlaced === stats.callsPlaced ? held.placedAt : at,
  readings: held.campaign.state === 'active' ? withReading(held.readings, { at, finished: stats.finished }) : [],
})

/** A `campaign_update`, or the answer to a command. */
export const withUpdate = (held: HeldCampaign | undefined, campaign: Campaign): HeldCampaign => {
  if (!held) return { campaign, statsVersion: NOT_PUSHED, statsAt: 0, readings: [], placedAt: 0 }
  if (campaign.version < held.campaign.version) return held
  // The pace of before a pause says nothing about the pace after it.
  return { ...held, campaign, readings: campaign.state === held.campaign.state ? held.readings : [] }
}

export type Progress = { campaignId: CampaignId; version: number; stats: CampaignStats; at?: string | undefined }

/** A `campaign_progress`. */
export const withProgress = (held: HeldCampaign, { version, stats, at: campaignAt }: Progress, at: number): HeldCampaign => {
  if (version < held.statsVersion) return held
  const heard = countersHeard(held, stats, { version, at })
  return campaignAt === undefined ? heard : { ...heard, clock: { at: Date.parse(campaignAt), heardAt: at } }
}

/** An answer over HTTP, asked for at `askedAt`: counters that were pushed since then are newer. */
export const withSnapshot = (
  held: HeldCampaign | undefined,
  { stats, ...campaign }: CampaignWithStats,
  { askedAt, at }: { askedAt: number; at: number },
): HeldCampaign => {
  const updated = withUpdate(held, campaign)
  return updated.statsAt > askedAt ? updated : countersHeard(updated, stats, { version: updated.statsVersion, at })
}
