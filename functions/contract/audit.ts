// An entry of the audit log: every request that was denied, and every one that could change something.
import * as z from 'zod/mini'
import { Instant } from './ids.ts'
import { Role } from './role.ts'

/** Why somebody is not let in. */
export const Denial = z.enum([
  'nothing-shown',
  'not-understood',
  'unknown-key',
  'expired-key',
  'revoked-key',
  'expired-token',
  'invalid-token',
  'no-role',
  'role-too-low',
  'not-this-machine',
  'invalid-ticket',
  'foreign-page',
])
export type Denial = z.infer<typeof Denial>

export const AuditOutcome = z.enum(['done', 'refused', 'failed', 'denied'])
export type AuditOutcome = z.infer<typeof AuditOutcome>

export const AuditEntry = z.object({
  id: z.string(),
  at: Instant,
  /** As in `GET /api/db/me`; `nobody` where it is not known who asked. */
  principal: z.string(),
  role: z.optional(Role),
  /** Method and path with the ids in it; what is no id of ours, such as a telephone number, stays a name in braces. */
  request: z.string(),
  outcome: AuditOutcome,
  /** Of the answer. */
  status: z.int(),
  /** Of what was denied. */
  because: z.optional(Denial),
  /** As in the answer's problem and in the logs. */
  requestId: z.string(),
})
export type AuditEntry = z.infer<typeof AuditEntry>
