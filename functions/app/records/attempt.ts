// An attempt as the table holds it: one call to one contact, from its claim to what it came to. Instants are ISO text in campaign time; `…Ms` are machine time.
import * as z from 'zod/mini'
import { AnsweredBy, AttemptState, CallLatency, EndedBecause } from '#contract/attempt.ts'
import { AttemptId, CampaignId, ContactId, E164, Instant } from '#contract/ids.ts'
import { Outcome } from '#contract/outcome.ts'
import { Count, OneOrMore } from '#contract/parts.ts'
import { CallRecording } from '#contract/recording.ts'
import { CallResult } from '#contract/result.ts'

export const AttemptRecord = z.object({
  id: AttemptId,
  campaignId: CampaignId,
  contactId: ContactId,
  phone: E164,
  /** The number that calls, when the campaign has one of its own. */
  from: z.optional(E164),
  name: z.optional(z.string()),
  n: OneOrMore,
  k: Count,
  run: Count,
  /** The lane's turn that claimed it, whose task token wakes the lane at the end. */
  turn: z._default(Count, 0),
  /** The campaign's edition that the attempt used. */
  edition: z._default(OneOrMore, 1),
  state: AttemptState,
  version: z.int(),
  claimedAt: Instant,
  /** Until then nobody looks into the attempt. */
  leaseMs: z.int(),
  /** The contact's state before the claim, to which a void attempt returns it. */
  cameFrom: z.enum(['pending', 'retrying']),
  callSid: z.optional(z.string()),
  answeredAt: z.optional(Instant),
  endedAt: z.optional(Instant),
  seconds: z.optional(Count),
  outcome: z.optional(Outcome),
  sipCode: z.optional(z.int()),
  refusalCode: z.optional(z.int()),
  /** The carrier's word on who or what answered, and how long it listened. */
  answeredBy: z.optional(AnsweredBy),
  detectionMs: z.optional(z.int()),
  /** What was learned after the end has changed the outcome, which may happen once. */
  refined: z.optional(z.boolean()),
  streamOpenedMs: z.optional(z.int()),
  /** No bridge took the call: the agent held it on Twilio's stream itself, and nobody has told what was said. */
  heldDirectly: z.optional(z.boolean()),
  /** Address of the bridge's task that carries the call's audio: http://10.17.0.5:8080. */
  heldAt: z.optional(z.string()),
  conversationId: z.optional(z.string()),
  closedFirst: z.optional(z.enum(['caller', 'agent', 'bridge'])),
  agentSpoke: z.optional(z.boolean()),
  mediaFailure: z.optional(z.string()),
  endedBecause: z.optional(EndedBecause),
  latency: z.optional(CallLatency),
  /** The agent's audio that was sent, and what of it was heard; milliseconds. */
  speech: z.optional(z.object({ sentMs: Count, heardMs: Count })),
  /** What the agent's provider tells of the conversation, and the verdict where the agent's evaluation is set up. */
  result: z.optional(CallResult),
  verdict: z.optional(z.enum(['success', 'failure'])),
  /** It has not been told yet: since when, machine time, and how often somebody has asked. */
  resultAwaited: z.optional(z.object({ sinceMs: z.int(), looks: Count })),
  /** Why nobody waits for it any more. */
  resultMissing: z.optional(z.string()),
  /** The carrier was asked to record the call, and the agent to say this first. */
  recordingNotice: z.optional(z.string()),
  /** What the carrier has recorded, by its name there, and why nothing of it is here. */
  recording: z.optional(z.extend(CallRecording, { sid: z.string() })),
  recordingMissing: z.optional(z.string()),
  /** What the caller asked of the agent. */
  optedOut: z.optional(z.boolean()),
  callbackAt: z.optional(Instant),
})
export type AttemptRecord = z.infer<typeof AttemptRecord>
