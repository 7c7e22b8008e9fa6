// An attempt to reach a contact, which the outside knows as a call.
import * as z from 'zod'
import { Outcome } from './campaign.ts'
import { AttemptId, CampaignId, ContactId, Instant } from './ids.ts'

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

export const Call = z.object({
  id: AttemptId,
  campaignId: CampaignId,
  contactId: ContactId,
  /** The number with its middle hidden: +1202 •••• 0142. */
  phone: z.string(),
  name: z.string().optional(),
  /** The contact's first attempt is 1. */
  attempt: z.int().min(1),
  state: AttemptState,
  outcome: Outcome.optional(),
  /** The campaign's edition that the call used. */
  edition: z.int().min(1),
  answeredBy: AnsweredBy.optional(),
  callSid: z.string().optional(),
  conversationId: z.string().optional(),
  claimedAt: Instant,
  answeredAt: Instant.optional(),
  endedAt: Instant.optional(),
  /** Billed seconds, from the provider. */
  seconds: z.int().min(0).optional(),
  version: z.int(),
})
export type Call = z.infer<typeof Call>
