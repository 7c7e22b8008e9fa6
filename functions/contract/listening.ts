// What is said on the WebSocket of whoever listens in on a live call: the bridge's messages, and the listener's.
import * as z from 'zod/mini'
import { trimmed } from './parts.ts'

export const Voice = z.enum(['caller', 'agent'])
export type Voice = z.infer<typeof Voice>

/** Milliseconds since the call's audio was connected, as a transcript's. */
const atMs = z.int().check(z.minimum(0))

export const ToListener = z.discriminatedUnion('type', [
  /** u-law, 8000 Hz, base64. The caller's comes as it is spoken; the agent's may come sooner, and is heard one piece after the other. */
  z.object({ type: z.literal('audio'), by: Voice, atMs, payload: z.string() }),
  /** The agent was interrupted: what it had still to say is not heard. */
  z.object({ type: z.literal('silenced'), atMs }),
  /** Whether the agent was given the hint: only in a conversation, and not one right after the other. */
  z.object({ type: z.literal('hint'), isTaken: z.boolean() }),
  /** The call is over; nothing follows. */
  z.object({ type: z.literal('over') }),
])
export type ToListener = z.infer<typeof ToListener>

/** Said to the agent without the caller hearing it. */
export const FromListener = z.strictObject({ type: z.literal('hint'), text: trimmed(500) })
export type FromListener = z.infer<typeof FromListener>
