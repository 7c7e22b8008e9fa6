// What the authorizer has found out about a caller, as it is handed to the function that answers.
import * as z from 'zod'
import { Caller } from '#contract/access.ts'
import { Denial } from '#contract/audit.ts'

export const Admission = z.discriminatedUnion('kind', [
  Caller.extend({ kind: z.literal('admitted') }),
  z.object({
    kind: z.literal('refused'),
    because: Denial,
    /** Absent: nobody knows who it was. */
    principal: z.string().optional(),
  }),
])
export type Admission = z.infer<typeof Admission>

export const refused = (because: Denial, principal?: string): Admission => ({
  kind: 'refused',
  because,
  ...(principal === undefined ? {} : { principal }),
})
