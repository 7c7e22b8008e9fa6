// The recording of a call: that there is one, and where it can be heard.
import * as z from 'zod'
import { Instant } from './ids.ts'

export const CallRecording = z.object({
  seconds: z.int().min(0),
  /** It is deleted then. Absent: it is on its way from the carrier. */
  keptUntil: Instant.optional(),
})
export type CallRecording = z.infer<typeof CallRecording>

export const RecordingLink = CallRecording.required().extend({
  /** A WAV file: whoever was called on one channel, the agent on the other. The address itself is the permission, for an hour. */
  url: z.string(),
  expiresAt: Instant,
})
export type RecordingLink = z.infer<typeof RecordingLink>
