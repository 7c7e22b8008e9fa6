// The activity log: who or what did what, and why.
import * as z from 'zod/mini'
import { CampaignId, Instant } from './ids.ts'

const ActivityAction = z.enum([
  'created',
  'edited',
  'scheduled',
  'unscheduled',
  'not-started',
  'started',
  'resumed',
  'paused',
  'stopped',
  'deleted',
  'reopened',
  'completed',
  'emergency-stopped',
  'number-suppressed',
  'number-unsuppressed',
  'suppressions-imported',
  'person-exported',
  'person-forgotten',
  'ceiling-lowered',
  'ceiling-raised',
  'breaker-opened',
  'breaker-probed',
  'breaker-closed',
  'list-refused',
  'run-revived',
  'attempt-void',
  'attempt-unresolved',
  'ghost-call-cancelled',
  'call-listened-to',
  'call-ended',
  'sheet-connected',
  'sheet-disconnected',
  'sheet-troubled',
  'sheet-recovered',
  'webhook-gone',
])

export const Activity = z.object({
  id: z.string(),
  /** Absent: it concerns the whole account. */
  campaignId: z.optional(CampaignId),
  at: Instant,
  /** `ringmaster`: by itself. */
  by: z.enum(['person', 'ringmaster']),
  action: ActivityAction,
  because: z.optional(z.string()),
  /** Ids and numbers that prove it. */
  evidence: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
})
export type Activity = z.infer<typeof Activity>
