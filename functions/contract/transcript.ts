// What was said in a call, turn by turn.
import * as z from 'zod/mini'
import { AttemptId } from './ids.ts'
import { Count } from './parts.ts'

export const TranscriptTurn = z.object({
  /** The call's first turn is 0. A turn that is told again takes the place of the one before. */
  index: Count,
  /** Milliseconds since the call's audio was connected. */
  atMs: Count,
  by: z.enum(['agent', 'caller', 'viewer']),
  /** `pressed`: one key of the telephone, whichever. `used`: one of the agent's tools. `hinted`: to the agent, by somebody who listens in. */
  kind: z.enum(['said', 'pressed', 'used', 'hinted']),
  text: z.string(),
  /** The agent was interrupted, and this is what it got to say. */
  isCutOff: z.optional(z.boolean()),
})
export type TranscriptTurn = z.infer<typeof TranscriptTurn>

/** A turn of one of a campaign's calls. */
export const CallTurn = z.extend(TranscriptTurn, { callId: AttemptId })
export type CallTurn = z.infer<typeof CallTurn>
