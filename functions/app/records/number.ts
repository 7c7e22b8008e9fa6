// A telephone number as the table holds it, over all campaigns.
import * as z from 'zod/mini'
import { AttemptId, Instant } from '#contract/ids.ts'

export const NumberRecord = z.object({
  version: z.int(),
  lockedBy: z.optional(AttemptId),
  suppressed: z._default(z.boolean(), false),
  suppressedAt: z.optional(Instant),
  suppressedBecause: z.optional(z.string()),
  /** The row of the list that put it there: whoever reads the list again knows it for its own. */
  suppressedBy: z.optional(z.string()),
  recent: z._default(z.array(z.object({ attemptId: AttemptId, at: Instant })), []),
})
export type NumberRecord = z.infer<typeof NumberRecord>
