// What the agent's provider tells of a conversation once it is over: what was found out in it, and whether it was a success.
import * as z from 'zod/mini'

const Verdict = z.enum(['success', 'failure', 'unknown'])

export const CallResult = z.object({
  conversationId: z.string(),
  /** `failed`: the agent broke it off. */
  state: z.enum(['done', 'failed']),
  summary: z.optional(z.string()),
  /** As the agent's provider judges the whole. */
  successful: z.optional(Verdict),
  /** The criteria that the agent is set up with, one by one. */
  evaluation: z.optional(z.array(z.object({ criterion: z.string(), result: Verdict, rationale: z.optional(z.string()) }))),
  /** What the agent was to find out, by name. */
  collected: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  /** Of the conversation, which is shorter than the call. */
  seconds: z.optional(z.number().check(z.minimum(0))),
  /** In the provider's credits. */
  cost: z.optional(z.number().check(z.minimum(0))),
  terminationReason: z.optional(z.string()),
})
export type CallResult = z.infer<typeof CallResult>
