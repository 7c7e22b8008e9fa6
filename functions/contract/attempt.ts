// An attempt to reach a contact, which the outside knows as a call.
import * as z from 'zod/mini'
import { Outcome } from './campaign.ts'
import { AttemptId, CampaignId, ContactId, Instant } from './ids.ts'
import { Count, OneOrMore } from './parts.ts'
import { CallRecording } from './recording.ts'
import { CallResult } from './result.ts'

export const AttemptState = z.enum([
  'claimed',
  'unknown',
  'queued',
  'initiated',
  'ringing',
  'answered',
  'completed',
  'busy',
  'no-answer',
  'failed',
  'canceled',
  'void',
])
export type AttemptState = z.infer<typeof AttemptState>

/** The carrier's answering machine detection, as Twilio names it. https://www.twilio.com/docs/voice/answering-machine-detection */
export const AnsweredBy = z.enum([
  'human',
  'machine_start',
  'machine_end_beep',
  'machine_end_silence',
  'machine_end_other',
  'fax',
  'unknown',
])
export type AnsweredBy = z.infer<typeof AnsweredBy>

const Ms = z.int().check(z.minimum(0))

/** How quick a conversation was, in milliseconds. What did not happen is absent. */
export const CallLatency = z.object({
  /** From the answer to the connection of the call's audio, in campaign time. */
  answerToStream: z.optional(Ms),
  /** From the connection of the audio: to Twilio's word that it begins, to the agent being there, to the agent's first audio. */
  streamToStart: z.optional(Ms),
  streamToAgent: z.optional(Ms),
  streamToFirstAudio: z.optional(Ms),
  /** From the caller's last word to the agent's next audio: the median of the call's turns, and what one in twenty exceeds. */
  replyP50: z.optional(Ms),
  replyP95: z.optional(Ms),
  replies: Count,
  /** From the caller's first word over the agent's to the moment when the agent was silenced: the median. */
  bargeInToClear: z.optional(Ms),
  bargeIns: Count,
})
export type CallLatency = z.infer<typeof CallLatency>

/** Why a conversation was ended in which nothing had gone wrong: by the bridge, or because somebody who watched wanted it. */
export const EndedBecause = z.enum(['max-call-length', 'silence', 'viewer'])
export type EndedBecause = z.infer<typeof EndedBecause>

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
