// One call in full, as it is asked for.

import type { AttemptRecord } from '#app/records/attempt.ts'
import { viewCall } from '#app/views.ts'
import { type CallDetails, CallEvidence } from '#contract/call-details.ts'
import { timelineOf } from '#domain/call-timeline.ts'

export const detailsOf = (attempt: AttemptRecord): CallDetails => ({
  ...viewCall(attempt),
  timeline: timelineOf(attempt),
  evidence: CallEvidence.parse({ ...attempt, isCorrected: attempt.refined ?? false }),
})
