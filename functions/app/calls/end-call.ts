// Somebody who watches ends a call: hung up where it was answered, cancelled where it was not.

import { type NotingPorts, noteActivity } from '#app/campaigns/note-activity.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { AttemptId } from '#contract/ids.ts'
import { isOver } from '#domain/attempt.ts'
import { attemptOrThrow } from './call-report.ts'
import { type EndingPorts, hangUpOne } from './end-calls.ts'

/** The attempt as it then is; not over when the provider has yet to say so. */
export const endCall =
  (ports: EndingPorts & NotingPorts) =>
  async (callId: AttemptId): Promise<AttemptRecord> => {
    const attempt = await attemptOrThrow(ports, callId)
    if (isOver(attempt.state)) return attempt
    // Before the call is over, so that every view of its end says why.
    await ports.attempts.note(callId, { endedBecause: 'viewer' })
    const ended = await hangUpOne(ports, callId)
    await noteActivity(ports, { campaignId: attempt.campaignId, by: 'person', action: 'call-ended', evidence: { callId } })
    return ended ?? attempt
  }
