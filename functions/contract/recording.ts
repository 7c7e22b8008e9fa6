// The recording of a call: that there is one, and where it can be heard.
import * as z from 'zod/mini'
import { Instant } from './ids.ts'
import { Count } from './parts.ts'

export const CallRecording = z.object({
  seconds: Count,
  /** It is deleted then. Absent: it is on its way from the carrier. */
  keptUntil: z.optional(Instant),
})
export type CallRecording = z.infer<typeof CallRecording>

export const RecordingLink = z.extend(z.required(CallRecording), {
  /** A WAV file: whoever was called on one channel, the agent on the other. The address itself is the permission, for an hour. */
  url: z.string(),
  expiresAt: Instant,
})
export type RecordingLink = z.infer<typeof RecordingLink>
