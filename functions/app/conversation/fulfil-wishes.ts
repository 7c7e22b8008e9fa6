// What a caller asks of the agent: never to be called again, or to be called at another time. Both hold from that moment on.

import { type RefiningPorts, refineAttempt } from '#app/calls/refine-attempt.ts'
import { type NotingPorts, noteActivity } from '#app/campaigns/note-activity.ts'
import type { CallbackAnswer, Conversations } from '#app/ports/bridge.ts'
import type { Ports } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { AttemptId } from '#contract/ids.ts'
import { isOver } from '#domain/attempt.ts'
import { callBackTime } from '#domain/call-back.ts'

export type WishPorts = RefiningPorts & NotingPorts & Pick<Ports, 'numbers'>

export const fulfilWishes = (ports: WishPorts): Pick<Conversations, 'suppress' | 'callBack'> => {
  const attemptOrThrow = async (id: AttemptId): Promise<AttemptRecord> => {
    const attempt = await ports.attempts.get(id)
    if (!attempt) throw new Error(`There is no attempt ${id}`)
    return attempt
  }
  return {
    async suppress(id) {
      const { phone, campaignId } = await attemptOrThrow(id)
      const at = new Date(ports.clock.now()).toISOString()
      const because = 'said so in a call'
      await ports.numbers.suppress(phone, { at, because })
      const noted = await ports.attempts.note(id, { optedOut: true })
      // The call may have ended on the way.
      if (noted) await refineAttempt(ports, noted)
      await noteActivity(ports, { campaignId, by: 'ringmaster', action: 'number-suppressed', because, evidence: { attemptId: id } })
    },

    async callBack(id, when) {
      const attempt = await attemptOrThrow(id)
      if (isOver(attempt.state)) return OVER
      const campaign = await ports.campaigns.get(attempt.campaignId)
      if (!campaign) return OVER
      const answer = callBackTime({ when, askedAt: ports.clock.now(), n: attempt.n, settings: campaign.settings })
      if (answer.kind === 'refused') return answer
      return (await ports.attempts.callBackAt(id, answer.at)) ? answer : OVER
    },
  }
}

const OVER: CallbackAnswer = { kind: 'refused', reason: 'The call is over.' }
