// An attempt as the outside sees it: a call.
import * as z from 'zod/mini'
import { AnsweredBy, AttemptState, CallLatency, EndedBecause } from './attempt.ts'
import { AttemptId, CampaignId, ContactId, Instant } from './ids.ts'
import { Outcome } from './outcome.ts'
import { Count, OneOrMore } from './parts.ts'
import { CallRecording } from './recording.ts'
import { CallResult } from './result.ts'

export const Call = z.object({
  id: AttemptId,
  campaignId: CampaignId,
  contactId: ContactId,
  /** The number with its middle hidden: +1202 •••• 0142. */
  phone: z.string(),
  name: z.optional(z.string()),
  /** The contact's first attempt is 1. */
  attempt: OneOrMore,
  state: AttemptState,
  outcome: z.optional(Outcome),
  /** The campaign's edition that the call used. */
  edition: OneOrMore,
  answeredBy: z.optional(AnsweredBy),
  callSid: z.optional(z.string()),
  conversationId: z.optional(z.string()),
  /** Who ended the conversation. `bridge`: a limit, a failure or a shutdown. */
  closedFirst: z.optional(z.enum(['caller', 'agent', 'bridge'])),
  endedBecause: z.optional(EndedBecause),
  /** No bridge had room, so the agent held the conversation without one: what was said comes with the result. */
  heldDirectly: z.optional(z.boolean()),
  /** What went wrong between Twilio and the agent; absent when nothing did. */
  mediaFailure: z.optional(z.string()),
  latency: z.optional(CallLatency),
  /** What the agent's provider tells of the conversation, which comes some seconds after its end; and why it never came. */
  result: z.optional(CallResult),
  resultMissing: z.optional(z.string()),
  /** Of a campaign that records its calls; and why there is none to be heard. */
  recording: z.optional(CallRecording),
  recordingMissing: z.optional(z.string()),
  /** When the contact has asked to be called again. */
  callbackAt: z.optional(Instant),
  claimedAt: Instant,
  answeredAt: z.optional(Instant),
  endedAt: z.optional(Instant),
  /** Billed seconds, from the provider. */
  seconds: z.optional(Count),
  version: z.int(),
})
export type Call = z.infer<typeof Call>

/** A call as lists of ended calls show it; what is left out is asked for one call at a time. An index carries 20 attributes at most (DynamoDB). */
export const ListedCall = z.omit(Call, {
  heldDirectly: true,
  mediaFailure: true,
  latency: true,
  callbackAt: true,
  result: true,
  resultMissing: true,
  recording: true,
  recordingMissing: true,
})
