// What a caller asks of the agent: never to be called again, or to be called at another time. Both hold from that moment on.
import type { AttemptId } from '#contract/ids.ts'
import { isOver } from '#domain/attempt.ts'
import { maxAttempts } from '#domain/retry.ts'
import type { CallbackAnswer, CallbackTime, Conversations } from './bridge-ports.ts'
import { noteActivity } from './note-activity.ts'
import type { Ports } from './ports.ts'
import type { AttemptRecord } from './records.ts'
import { type RefiningPorts, refineAttempt } from './refine-attempt.ts'

export type WishPorts = RefiningPorts & Pick<Ports, 'numbers' | 'log'> & { activity: Pick<Ports['activity'], 'add'> }

const DAY_MS = 24 * 60 * 60_000
/** As far ahead as a retry may lie. */
const LONGEST_MS = 30 * DAY_MS
/** Calls beyond those that the campaign's retries allow: somebody who puts off every call is not called for ever. */
const CALLBACKS = 3

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
      const now = ports.clock.now()
      const dueAt = timeOf(when, now)
      if (!(dueAt > now)) return { kind: 'refused', reason: 'This time is over. Ask for one that lies ahead.' }
      if (dueAt - now > LONGEST_MS) return { kind: 'refused', reason: 'This is too far ahead: at most 30 days.' }
      const attempt = await attemptOrThrow(id)
      if (isOver(attempt.state)) return OVER
      const campaign = await ports.campaigns.get(attempt.campaignId)
      if (!campaign || attempt.n >= maxAttempts(campaign.settings) + CALLBACKS) return OFTEN_ENOUGH
      const at = new Date(dueAt).toISOString()
      return (await ports.attempts.callBackAt(id, at)) ? { kind: 'set', at } : OVER
    },
  }
}

const OVER: CallbackAnswer = { kind: 'refused', reason: 'The call is over.' }

const OFTEN_ENOUGH: CallbackAnswer = {
  kind: 'refused',
  reason: 'This person has been called back often enough. Do not promise another call.',
}

const timeOf = (when: CallbackTime, now: number): number => ('at' in when ? Date.parse(when.at) : now + Math.round(when.inMinutes * 60_000))
