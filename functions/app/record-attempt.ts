// What is learned of an attempt, from whomever: the dial's answer, a callback, a look-up. Monotone, and settled once.
import type { AttemptId } from '#contract/ids.ts'
import { type AttemptChange, type AttemptEvent, apply, isOver } from '#domain/attempt.ts'
import { addDeltas, attemptChanged, contactMoved } from '#domain/progress.ts'
import { nextStep } from '#domain/retry.ts'
import { AppError } from './errors.ts'
import type { Ports } from './ports.ts'
import type { AttemptRecord } from './records.ts'

type Needs = Pick<Ports, 'attempts' | 'campaigns' | 'contacts' | 'ledger' | 'machine' | 'clock' | 'random' | 'telephony' | 'log'>

/** A call that the provider has: this long until somebody asks how it is. */
const LEASE_MS = 60_000
const TRIES = 10

/** Answered, and the agent was never connected, or never heard. */
const mediaFailed = ({ streamOpenedMs, mediaFailure, agentSpoke }: AttemptRecord): boolean =>
  streamOpenedMs === undefined || (mediaFailure !== undefined && agentSpoke !== true)

const learned = (attempt: AttemptRecord, event: AttemptEvent): AttemptChange | undefined =>
  apply({ ...attempt, mediaFailed: mediaFailed(attempt) }, event)

const stateOf = ({ state, callSid }: AttemptChange) => ({ state, ...(callSid ? { callSid } : {}) })

/** Gives the attempt as it then is. `queueMs`: how long the provider keeps the call before it rings. */
export const recordAttempt = (ports: Needs) => {
  const settle = async (attempt: AttemptRecord, change: AttemptChange, event: AttemptEvent): Promise<boolean> => {
    const [campaign, contact] = await Promise.all([
      ports.campaigns.get(attempt.campaignId),
      ports.contacts.get(attempt.campaignId, attempt.contactId),
    ])
    if (!campaign || !contact || !change.outcome) throw new Error(`The attempt ${attempt.id} has no campaign or contact`)
    const now = ports.clock.now()
    const next = nextStep(change.outcome, contact, { settings: campaign.settings, now })
    const { seconds, sipCode } = event.kind === 'ended' ? event : {}
    const written = await ports.ledger.settle(attempt, {
      change,
      at: new Date(now).toISOString(),
      freedMs: ports.clock.machine(),
      ...(seconds !== undefined ? { seconds } : {}),
      ...(sipCode !== undefined ? { sipCode } : {}),
      ...(event.kind === 'refused' ? { refusalCode: event.code } : {}),
      next,
      deltas: addDeltas(attemptChanged(change, seconds), contactMoved('calling', next.state)),
    })
    if (!written.ok && !written.refused.includes('attempt')) {
      ports.log.warn('settle.refused', { attemptId: attempt.id, refused: written.refused })
    }
    return written.ok
  }

  const advance = async (attempt: AttemptRecord, change: AttemptChange, leaseMs: number): Promise<boolean> => {
    const at = new Date(ports.clock.now()).toISOString()
    return (await ports.ledger.advance(attempt, { change, at, leaseMs, deltas: attemptChanged(change) })).ok
  }

  return async (attemptId: AttemptId, event: AttemptEvent, { queueMs = 0 }: { queueMs?: number } = {}): Promise<AttemptRecord> => {
    for (let tries = 1; tries <= TRIES; tries++) {
      const attempt = await ports.attempts.get(attemptId)
      if (!attempt) throw new AppError('not_found', `There is no attempt ${attemptId}.`)
      if ('callSid' in event && attempt.callSid !== undefined && attempt.callSid !== event.callSid) {
        // An attempt has one call. Whatever this one is, its news are not the attempt's.
        await cancelGhost(ports, 'attempt.second-call', { attemptId, callSid: event.callSid })
        return attempt
      }
      const change = learned(attempt, event)
      if (!change) {
        if (attempt.state === 'void' && 'callSid' in event) {
          await cancelGhost(ports, 'attempt.void-but-called', { attemptId, callSid: event.callSid })
        }
        // The token may have got lost on the way: sending it again to a lane that has moved on does nothing.
        if (isOver(attempt.state) && event.kind === 'ended') await ports.machine.again(attempt.token)
        return attempt
      }
      if (!isOver(change.state)) {
        const lease = event.kind === 'doubted' ? attempt.leaseMs : ports.clock.machine() + queueMs + LEASE_MS
        if (await advance(attempt, change, lease)) return { ...attempt, ...stateOf(change) }
      } else if (await settle(attempt, change, event)) {
        await ports.machine.again(attempt.token)
        return { ...attempt, ...stateOf(change) }
      }
      // Somebody else learned something at the same moment: read again.
      await ports.clock.rest(ports.random() * 10 * 2 ** Math.min(tries, 6))
    }
    throw new Error(`The attempt ${attemptId} could not be written in ${TRIES} tries`)
  }
}

/** A call that should not be: it must not ring on, and somebody must know. */
const cancelGhost = async (
  { telephony, log }: Pick<Ports, 'telephony' | 'log'>,
  message: string,
  { attemptId, callSid }: { attemptId: AttemptId; callSid: string },
): Promise<void> => {
  log.error(message, { attemptId, callSid })
  // The alarm is raised; whoever brought the news is not to blame when the provider does not answer.
  await telephony.cancel(callSid).catch((error: unknown) => log.error('attempt.ghost-not-cancelled', { attemptId, callSid, error }))
}
