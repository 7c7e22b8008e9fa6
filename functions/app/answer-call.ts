// An answered call asks what to do: connect its audio to the bridge, or hang up.
import type { AttemptId } from '#contract/ids.ts'
import { type AttemptEvent, isOver } from '#domain/attempt.ts'
import type { StreamTokens } from './bridge-ports.ts'
import { recordAttempt } from './record-attempt.ts'

type Needs = Parameters<typeof recordAttempt>[0] & { tokens: () => Promise<StreamTokens> }

export type CallPlan = { kind: 'hang-up' } | { kind: 'stream'; path: string; parameters: Record<string, string> }

/** The event that comes with the request is recorded first: it may be the first that anybody hears of the call. */
export const answerCall =
  (ports: Needs) =>
  async (attemptId: AttemptId, event: AttemptEvent): Promise<CallPlan> => {
    const attempt = await recordAttempt(ports)(attemptId, event)
    const isAnothers = 'callSid' in event && attempt.callSid !== event.callSid
    if (isOver(attempt.state) || isAnothers) return { kind: 'hang-up' }
    const token = (await ports.tokens()).sign(attemptId)
    const { campaignId, contactId } = attempt
    return { kind: 'stream', path: `/media/${token}`, parameters: { campaignId, contactId, attemptId } }
  }
