// What an answered call teaches of the agent's provider, once it has ended.

import { type BreakerPorts, mediaFailed, mediaSucceeded } from '#app/account/breaker.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { Outcome } from '#contract/outcome.ts'

/** `outcome`: as it was settled. A failure on the agent's side is reported before the bridge hangs up, and so before the call's end. */
export const learnFromConversation = async (
  ports: BreakerPorts,
  { id, agentSpoke }: AttemptRecord,
  outcome: Outcome | undefined,
): Promise<void> => {
  try {
    if (outcome === 'media-failure') await mediaFailed(ports)
    // Without the bridge's word nobody knows yet whether the agent was heard.
    else if (outcome === 'human' && agentSpoke) await mediaSucceeded(ports)
  } catch (error) {
    // The attempt is settled; the next conversation teaches the same.
    ports.log.error('conversation.not-learned', { attemptId: id, error })
  }
}
