// What is pushed to viewers over the WebSocket, and what they may send.
import * as z from 'zod/mini'
import { Activity } from './activity.ts'
import { BreakdownNews } from './breakdown.ts'
import { Call } from './call.ts'
import { Campaign, CampaignStats, CampaignWithStats } from './campaign.ts'
import { Export } from './export.ts'
import { CampaignId, Instant } from './ids.ts'
import { SuppressionImportProgress } from './suppression-import.ts'
import { CallTurn } from './transcript.ts'

/** The topic of all campaigns, beside one topic for each. */
export const ALL_CAMPAIGNS = 'all'

export const ClientMessage = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('subscribe'), campaignId: z.union([CampaignId, z.literal(ALL_CAMPAIGNS)]) }),
  z.strictObject({ action: z.literal('unsubscribe'), campaignId: z.union([CampaignId, z.literal(ALL_CAMPAIGNS)]) }),
  z.strictObject({ action: z.literal('active_campaigns') }),
  z.strictObject({ action: z.literal('ping') }),
])
export type ClientMessage = z.infer<typeof ClientMessage>

const event = <N extends string, S extends z.ZodMiniType>(name: N, data: S) =>
  z.object({
    event: z.literal(name),
    /** Of what the data describes: a viewer that holds a higher version drops the message. */
    version: z.int(),
    data,
  })

export const PushedEvent = z.discriminatedUnion('event', [
  /** A campaign's state or settings changed; also the answer to `subscribe`. */
  event('campaign_update', Campaign),
  /** A campaign's counters, whole. `at`: when they were so, in campaign time, which may run faster than the viewer's. */
  event('campaign_progress', z.object({ campaignId: CampaignId, stats: CampaignStats, at: z.optional(Instant) })),
  /** New entries of the campaign's activity log, oldest first. */
  event('campaign_activity', z.object({ campaignId: CampaignId, items: z.array(Activity) })),
  /** Calls that changed since the last message; each call has a version of its own. */
  event('campaign_call_update', z.object({ campaignId: CampaignId, calls: z.array(Call) })),
  /** Turns of the campaign's live calls, as they are said. Each takes the place of the one that its call has at its index. */
  event('transcript_update', z.object({ campaignId: CampaignId, turns: z.array(CallTurn) })),
  /** What the campaign’s calls came to is being counted, because somebody has asked for it, or was counted: read it. */
  event('campaign_breakdown', BreakdownNews),
  /** An export of the campaign, as it is written. */
  event('campaign_export', Export),
  /** A list of numbers that nobody may call, as it is read; told to those who watch all campaigns. */
  event('suppression_import_update', SuppressionImportProgress),
  /** Answer to `active_campaigns` and to subscribing to all campaigns. */
  event('active_campaigns_list', z.object({ campaigns: z.array(CampaignWithStats) })),
  event('pong', z.object({})),
])
export type PushedEvent = z.infer<typeof PushedEvent>
