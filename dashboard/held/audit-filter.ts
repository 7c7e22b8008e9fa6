// Which entries of the audit log are looked at. It stands in the address.
import * as z from 'zod/mini'
import { AuditOutcome } from '#contract/audit.ts'
import { orNothing } from '#contract/otherwise.ts'

export const AuditFilter = z.object({
  /** Whose. */
  principal: orNothing(z.string().check(z.minLength(1), z.maxLength(300))),
  outcome: orNothing(AuditOutcome),
})
export type AuditFilter = z.infer<typeof AuditFilter>
