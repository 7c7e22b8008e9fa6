// One call in full, as it is asked for.
import { type CallDetails, CallEvidence } from '#contract/call-details.ts'
import { timelineOf } from '#domain/call-timeline.ts'
import type { AttemptRecord } from './records.ts'
import { viewCall } from './views.ts'

export const detailsOf = (attempt: AttemptRecord): CallDetails => ({
  ...viewCall(attempt),
  timeline: timelineOf(attempt),
  evidence: CallEvidence.parse({ ...attempt, isCorrected: attempt.refined ?? false }),
})
