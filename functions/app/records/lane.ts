// A lane of a campaign as the table holds it: what its line is doing, and what its calls came to. Instants are ISO text in campaign time; `…Ms` are machine time.
import * as z from 'zod/mini'
import { AttemptId, ContactId, Instant } from '#contract/ids.ts'
import { Count } from '#contract/parts.ts'
import { COUNTERS, type Deltas } from '#domain/progress.ts'

const LaneFields = z.object({
  k: Count,
  run: Count,
  open: z.boolean(),
  version: z.int(),
  /** The attempt that the line is busy with. */
  attemptId: z.optional(AttemptId),
  /** The lease of the claim: before it is over, that attempt may be about to be dialled. */
  claimLeaseMs: z.optional(z.int()),
  /** A retry that this lane waits for while it has nothing else to do. */
  reserved: z.optional(z.object({ contactId: ContactId, dueAt: Instant })),
  /** A dial slot that was taken ahead of time. `account`: the campaign's own delay is paid as well. */
  slot: z.optional(z.object({ at: Instant, kind: z.enum(['campaign', 'account']) })),
  /** The attempt that the line was busy with before, and when it was freed: its token is sent again if it got lost. */
  lastAttemptId: z.optional(AttemptId),
  freedMs: z.optional(z.int()),
})

const Attributes = z.custom<Readonly<Record<string, unknown>>>((item) => typeof item === 'object' && item !== null)

/** A lane, with its counters gathered under one name. */
export const LaneRecord = z.pipe(
  Attributes,
  z.transform((item) => {
    const counters: Deltas = {}
    for (const counter of COUNTERS) {
      const value = item[counter]
      if (typeof value === 'number') counters[counter] = value
    }
    return { ...LaneFields.parse(item), counters }
  }),
)
export type LaneRecord = z.infer<typeof LaneRecord>
