// What is learned of an attempt, from whomever: the dial's answer, a callback, a look-up. Monotone, and settled once.

import { type NotingPorts, noteActivity } from '#app/campaigns/note-activity.ts'
import { learnFromConversation } from '#app/conversation/learn-from-conversation.ts'
import { AppError } from '#app/errors.ts'
import { wakeLane } from '#app/lanes/wake-lane.ts'
import type { NewsPorts } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { AnsweredBy } from '#contract/attempt.ts'
import type { AttemptId } from '#contract/ids.ts'
import { type AttemptChange, type AttemptEvent, apply, isOver } from '#domain/attempt.ts'
import { addDeltas, attemptChanged, contactMoved } from '#domain/progress.ts'
import { nextStep } from '#domain/retry.ts'
import { type RefiningPorts, refineAttempt } from './refine-attempt.ts'

type Needs = RefiningPorts & NotingPorts & Pick<NewsPorts, 'breakers' | 'machine' | 'telephony'>

/** A call that the provider has: this long until somebody asks how it is. */
const LEASE_MS = 60_000
const TRIES = 10

/** Gives the attempt as it then is. `queueMs`: how long the provider keeps the call before it rings. */
export const recordAttempt =
  (ports: Needs) =>
  async (attemptId: AttemptId, event: AttemptEvent, { queueMs = 0 }: { queueMs?: number } = {}): Promise<AttemptRecord> => {
    for (let tries = 1; tries <= TRIES; tries++) {
      const attempt = await ports.attempts.get(attemptId)
      if (!attempt) throw new AppError('not_found', `There is no attempt ${attemptId}.`)
      if ('callSid' in event && attempt.callSid !== undefined && attempt.callSid !== event.callSid) {
        // An attempt has one call. Whatever this one is, its news are not the attempt's.
        await cancelGhost(ports, attempt, { callSid: event.callSid, because: 'the attempt has another call already' })
        return attempt
      }
      const change = apply(attempt, event)
      if (!change) return await heard(ports, attempt, event)
      if (isOver(change.state)) {
        if (await settle(ports, attempt, { change, event })) {
          await wakeLane(ports, attempt)
          await learnFromConversation(ports, attempt, change.outcome)
          return { ...attempt, ...stateOf(change) }
        }
      } else {
        const lease = event.kind === 'doubted' ? attempt.leaseMs : ports.clock.machine() + queueMs + LEASE_MS
        if (await advance(ports, attempt, { change, leaseMs: lease })) return { ...attempt, ...stateOf(change) }
      }
      // Somebody else learned something at the same moment: read again.
      await ports.clock.rest(ports.random() * 10 * 2 ** Math.min(tries, 6))
    }
    throw new Error(`The attempt ${attemptId} could not be written in ${TRIES} tries`)
  }

const stateOf = ({ state, callSid }: AttemptChange) => ({ state, ...(callSid ? { callSid } : {}) })

const advance = async (
  ports: Needs,
  attempt: AttemptRecord,
  { change, leaseMs }: { change: AttemptChange; leaseMs: number },
): Promise<boolean> => {
  const at = new Date(ports.clock.now()).toISOString()
  return (await ports.ledger.advance(attempt, { change, at, leaseMs, deltas: attemptChanged(change) })).ok
}

/** What an event says beside the state, as the attempt keeps it. */
type Evidence = { seconds?: number; sipCode?: number; answeredBy?: AnsweredBy; refusalCode?: number }

const evidenceIn = (event: AttemptEvent): Evidence => {
  if (event.kind === 'refused') return { refusalCode: event.code }
  if (event.kind !== 'ended') return {}
  const { seconds, sipCode, answeredBy } = event
  return {
    ...(seconds !== undefined ? { seconds } : {}),
    ...(sipCode !== undefined ? { sipCode } : {}),
    ...(answeredBy !== undefined ? { answeredBy } : {}),
  }
}

const settle = async (
  ports: Needs,
  attempt: AttemptRecord,
  { change, event }: { change: AttemptChange; event: AttemptEvent },
): Promise<boolean> => {
  const [campaign, contact] = await Promise.all([
    ports.campaigns.get(attempt.campaignId),
    ports.contacts.get(attempt.campaignId, attempt.contactId),
  ])
  if (!campaign || !contact || !change.outcome) throw new Error(`The attempt ${attempt.id} has no campaign or contact`)
  const now = ports.clock.now()
  const next = nextStep(change.outcome, contact, {
    settings: campaign.settings,
    now,
    callbackAt: attempt.callbackAt,
    verdict: attempt.verdict,
  })
  const evidence = evidenceIn(event)
  const written = await ports.ledger.settle(attempt, {
    change,
    at: new Date(now).toISOString(),
    freedMs: ports.clock.machine(),
    ...evidence,
    next,
    deltas: addDeltas(attemptChanged(change, evidence.seconds), contactMoved('calling', next.state)),
  })
  if (!written.ok && !written.refused.includes('attempt')) {
    ports.log.warn('settle.refused', { attemptId: attempt.id, because: written.because })
  }
  return written.ok
}

/** An event that changes no state. One that tells of the end may still say who had answered. */
const heard = async (ports: Needs, attempt: AttemptRecord, event: AttemptEvent): Promise<AttemptRecord> => {
  if (attempt.state === 'void' && 'callSid' in event) {
    await cancelGhost(ports, attempt, { callSid: event.callSid, because: 'it was taken for proven that there is no such call' })
  }
  if (!isOver(attempt.state) || event.kind !== 'ended') return attempt
  // The token may have got lost on the way: sending it again to a lane that has moved on does nothing.
  await wakeLane(ports, attempt)
  const { answeredBy } = event
  const isNews = answeredBy !== undefined && answeredBy !== attempt.answeredBy
  const known = isNews ? await ports.attempts.note(attempt.id, { answeredBy }) : attempt
  if (known) await refineAttempt(ports, known)
  return known ?? attempt
}

/** A call that should not be: it must not ring on, and somebody must know. */
const cancelGhost = async (
  ports: NotingPorts & Pick<NewsPorts, 'telephony'>,
  { id: attemptId, campaignId }: AttemptRecord,
  { callSid, because }: { callSid: string; because: string },
): Promise<void> => {
  const { log, telephony } = ports
  log.error('attempt.ghost-call', { attemptId, callSid, because })
  try {
    await telephony.cancel(callSid)
  } catch (error) {
    // The alarm is raised; whoever brought the news is not to blame when the provider does not answer.
    return log.error('attempt.ghost-not-cancelled', { attemptId, callSid, error })
  }
  await noteActivity(ports, { campaignId, by: 'ringmaster', action: 'ghost-call-cancelled', because, evidence: { attemptId, callSid } })
}
