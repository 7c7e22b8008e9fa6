// Routes that set campaigns going and stop them. Each answers with what is still live.
import * as z from 'zod/mini'
import { CampaignWithLive } from './campaign.ts'
import { Instant } from './ids.ts'
import { ReopenedOutcome, RetriedOutcome } from './outcome.ts'
import { Count } from './parts.ts'
import { defineRoutes, nothing, ofCampaign } from './route.ts'
import { StartEstimate } from './start-estimate.ts'

export const controlRoutes = defineRoutes({
  startCampaign: {
    method: 'POST',
    path: '/api/db/campaigns/{id}/start',
    summary: 'Start calling; an active campaign is left as it is. `dryRun=true` starts nothing and tells what a start would do',
    role: 'operator',
    status: [200],
    params: ofCampaign,
    query: z.strictObject({ dryRun: z.optional(z.stringbool()) }),
    response: z.extend(CampaignWithLive, {
      /** With `dryRun`; of a long list by a sample. */
      dryRun: z.optional(StartEstimate),
    }),
  },
  scheduleCampaign: {
    method: 'POST',
    path: '/api/db/campaigns/{id}/schedule',
    summary: 'Start a draft by itself, within a minute after that moment. It is refused now for what a start would be refused for',
    role: 'operator',
    status: [200],
    params: ofCampaign,
    query: nothing,
    /** Later than now, and at most 366 days ahead. */
    body: z.strictObject({ startsAt: Instant }),
    ifMatch: 'version',
    response: CampaignWithLive,
  },
  unscheduleCampaign: {
    method: 'DELETE',
    path: '/api/db/campaigns/{id}/schedule',
    summary: 'Let a draft not start by itself; one that has no such moment is left as it is',
    role: 'operator',
    status: [200],
    params: ofCampaign,
    query: nothing,
    ifMatch: 'version',
    response: CampaignWithLive,
  },
  pauseCampaign: {
    method: 'POST',
    path: '/api/db/campaigns/{id}/pause',
    summary: 'Place no more calls; live calls end by themselves. 200 when paused, 202 while a dial is still in flight',
    role: 'operator',
    status: [202, 200],
    params: ofCampaign,
    query: nothing,
    location: '/api/db/campaigns/{id}',
    response: CampaignWithLive,
  },
  resumeCampaign: {
    method: 'POST',
    path: '/api/db/campaigns/{id}/resume',
    summary: 'Go on with a paused campaign',
    role: 'operator',
    status: [200],
    params: ofCampaign,
    query: nothing,
    response: CampaignWithLive,
  },
  stopCampaign: {
    method: 'POST',
    path: '/api/db/campaigns/{id}/stop',
    summary: 'Cancel the campaign: queued and ringing calls are cancelled; live ones end by themselves, or at once with `live=hangup`',
    role: 'operator',
    status: [202, 200],
    params: ofCampaign,
    query: z.strictObject({ live: z.optional(z.literal('hangup')) }),
    location: '/api/db/campaigns/{id}',
    response: CampaignWithLive,
  },
  reopenCampaign: {
    method: 'POST',
    path: '/api/db/campaigns/{id}/reopen',
    summary:
      'Call again those of an ended campaign whose last call meant one of the outcomes. 202: the rest of a long list follows by itself',
    role: 'operator',
    status: [200, 202],
    params: ofCampaign,
    query: nothing,
    location: '/api/db/campaigns/{id}',
    body: z.strictObject({
      outcomes: z._default(z.array(ReopenedOutcome).check(z.minLength(1)), [...RetriedOutcome.options]),
    }),
    response: z.extend(CampaignWithLive, {
      /** Contacts that may be called again, so far. */
      reopened: Count,
    }),
  },
  emergencyStop: {
    method: 'POST',
    path: '/api/db/account/emergency-stop',
    summary: 'Pause every campaign at once; live calls end by themselves',
    role: 'operator',
    status: [200],
    params: nothing,
    query: nothing,
    response: z.object({
      /** Those that it has paused. */
      campaigns: z.array(CampaignWithLive),
      /** Contacts that are still on the telephone, over all campaigns. */
      live: Count,
    }),
  },
})
