// Routes of calls over all campaigns, of a call’s recording, and of a call to one number.
import * as z from 'zod/mini'
import { AttemptState } from './attempt.ts'
import { Call } from './call.ts'
import { AttemptId, CampaignId, ContactId, Instant } from './ids.ts'
import { NewCall, PlacedCall } from './new-call.ts'
import { Outcome } from './outcome.ts'
import { RecordingLink } from './recording.ts'
import { defineRoutes, nothing, page, pageOf } from './route.ts'

export const callRoutes = defineRoutes({
  listAllCalls: {
    method: 'GET',
    path: '/api/db/calls',
    summary:
      'The calls of all campaigns, those of the newest campaign first, and of each campaign the newest; `live=true` gives those that are not over',
    role: 'viewer',
    status: [200],
    params: nothing,
    query: z.strictObject({
      ...page(100),
      live: z.optional(z.stringbool()),
      campaignId: z.optional(CampaignId),
      contactId: z.optional(ContactId),
      state: z.optional(AttemptState),
      outcome: z.optional(Outcome),
      /** Calls that were claimed from the one instant on and before the other. */
      from: z.optional(Instant),
      to: z.optional(Instant),
    }),
    response: pageOf(Call),
  },
  getRecording: {
    method: 'GET',
    path: '/api/db/calls/{callId}/recording',
    summary: 'Where a call’s recording can be heard: an address that is good for an hour. 404 says why there is none',
    role: 'operator',
    status: [200],
    params: z.strictObject({ callId: AttemptId }),
    query: nothing,
    response: RecordingLink,
  },
  createCall: {
    method: 'POST',
    path: '/api/db/calls',
    summary: 'Call one number: a campaign of one contact is made for it and started, under the same rules as every other',
    role: 'operator',
    status: [202],
    params: nothing,
    query: nothing,
    body: NewCall,
    idempotencyKey: 'required',
    location: '/api/db/campaigns/{campaign.id}/contacts/{contactId}',
    response: PlacedCall,
  },
})
