// What the agent's provider tells of a conversation once it is over: what was found out in it, and whether it was a success.
import * as z from 'zod'

const Verdict = z.enum(['success', 'failure', 'unknown'])

export const CallResult = z.object({
  conversationId: z.string(),
  /** `failed`: the agent broke it off. */
  state: z.enum(['done', 'failed']),
  summary: z.string().optional(),
  /** As the agent's provider judges the whole. */
  successful: Verdict.optional(),
  /** The criteria that the agent is set up with, one by one. */
  evaluation: z.array(z.object({ criterion: z.string(), result: Verdict, rationale: z.string().optional() })).optional(),
  /** What the agent was to find out, by name. */
  collected: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** Of the conversation, which is shorter than the call. */
  seconds: z.number().min(0).optional(),
  /** In the provider's credits. */
  cost: z.number().min(0).optional(),
  terminationReason: z.string().optional(),
})
export type CallResult = z.infer<typeof CallResult>
