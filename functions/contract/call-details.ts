// One call in full: when what happened, who says so, and what its outcome was judged by.
import * as z from 'zod'
import { AnsweredBy, Call } from './attempt.ts'
import { Instant } from './ids.ts'

const Ms = z.int().min(0)

export const CallMoment = z.object({
  at: Instant,
  what: z.enum(['claimed', 'answered', 'audio-connected', 'agent-ready', 'agent-heard', 'ended']),
  /** Whose word it is. */
  source: z.enum(['ringmaster', 'carrier', 'bridge']),
  says: z.string().optional(),
})
export type CallMoment = z.infer<typeof CallMoment>

export const CallEvidence = z.object({
  /** The carrier's reasons: a SIP answer, or the code with which it refused the call. */
  sipCode: z.int().optional(),
  refusalCode: z.int().optional(),
  /** The carrier's word on who answered, and how long it listened. */
  answeredBy: AnsweredBy.optional(),
  detectionMs: Ms.optional(),
  /** Whether the agent was heard at all, and how much of what it said. */
  agentSpoke: z.boolean().optional(),
  speech: z.object({ sentMs: Ms, heardMs: Ms }).optional(),
  /** The caller wants no more calls. */
  optedOut: z.boolean().optional(),
  /** What was learned after the end has changed the outcome. */
  isCorrected: z.boolean(),
})
export type CallEvidence = z.infer<typeof CallEvidence>

export const CallDetails = Call.extend({
  /** In the order in which it happened. */
  timeline: z.array(CallMoment).optional(),
  evidence: CallEvidence.optional(),
})
export type CallDetails = z.infer<typeof CallDetails>
