// What is known of an attempt to reach a contact, which the outside knows as a call.
import * as z from 'zod/mini'
import { Count } from './parts.ts'

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
