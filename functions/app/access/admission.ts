// What the authorizer has found out about a caller, as it is handed to the function that answers.
import * as z from 'zod/mini'
import { Denial } from '#contract/audit.ts'
import { Caller } from '#contract/caller.ts'

export const Admission = z.discriminatedUnion('kind', [
  z.extend(Caller, { kind: z.literal('admitted') }),
  z.object({
    kind: z.literal('refused'),
    because: Denial,
    /** Absent: nobody knows who it was. */
    principal: z.optional(z.string()),
  }),
])
export type Admission = z.infer<typeof Admission>

export const refused = (because: Denial, principal?: string): Admission => ({
  kind: 'refused',
  because,
  ...(principal === undefined ? {} : { principal }),
})
