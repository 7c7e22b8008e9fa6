// Which entries of the audit log are looked at. It stands in the address.
import * as z from 'zod/mini'
import { AuditOutcome } from '#contract/audit.ts'

export const AuditFilter = z.object({
  /** Whose. */
  principal: z.catch(z.optional(z.string().check(z.minLength(1), z.maxLength(300))), undefined),
  outcome: z.catch(z.optional(AuditOutcome), undefined),
})
export type AuditFilter = z.infer<typeof AuditFilter>
