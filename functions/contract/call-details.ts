// One call in full: when what happened, who says so, and what its outcome was judged by.
import * as z from 'zod/mini'
import { AnsweredBy } from './attempt.ts'
import { Call } from './call.ts'
import { Instant } from './ids.ts'

const Ms = z.int().check(z.minimum(0))

export const CallMoment = z.object({
  at: Instant,
  what: z.enum(['claimed', 'answered', 'audio-connected', 'agent-ready', 'agent-heard', 'ended']),
  /** Whose word it is. */
  source: z.enum(['ringmaster', 'carrier', 'bridge']),
  says: z.optional(z.string()),
})
export type CallMoment = z.infer<typeof CallMoment>

export const CallEvidence = z.object({
  /** The carrier's reasons: a SIP answer, or the code with which it refused the call. */
  sipCode: z.optional(z.int()),
  refusalCode: z.optional(z.int()),
  /** The carrier's word on who answered, and how long it listened. */
  answeredBy: z.optional(AnsweredBy),
  detectionMs: z.optional(Ms),
  /** Whether the agent was heard at all, and how much of what it said. */
  agentSpoke: z.optional(z.boolean()),
  speech: z.optional(z.object({ sentMs: Ms, heardMs: Ms })),
  /** The caller wants no more calls. */
  optedOut: z.optional(z.boolean()),
  /** What was learned after the end has changed the outcome. */
  isCorrected: z.boolean(),
})
export type CallEvidence = z.infer<typeof CallEvidence>

export const CallDetails = z.extend(Call, {
  /** In the order in which it happened. */
  timeline: z.optional(z.array(CallMoment)),
  evidence: z.optional(CallEvidence),
})
export type CallDetails = z.infer<typeof CallDetails>
