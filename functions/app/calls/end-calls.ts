// Ending the calls of a campaign that was stopped: those that nobody has answered, and live ones where that was asked for.

import { inParallel } from '#app/in-parallel.ts'
import { findCall } from '#app/lanes/find-call.ts'
import type { ProviderCall } from '#app/ports/telephony.ts'
import type { Ports } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { AttemptId, CampaignId } from '#contract/ids.ts'
import { type AttemptEvent, isOver, RANK } from '#domain/attempt.ts'
import { recordAttempt } from './record-attempt.ts'

export type EndingPorts = Parameters<typeof recordAttempt>[0] & Pick<Ports, 'lanes' | 'numbers'>

/** Calls ended at the same time. */
const WIDTH = 25
const POLL_MS = 500
/** A call whose answer was lost appears in the provider's list a moment later. When it takes longer, the reconciler finds it. */
export const LISTED_WITHIN_MS = 8_000

/** Ends what may be ended of the campaign's calls. Repeated by the reconciler until none is left. */
export const endCalls = async (ports: EndingPorts, id: CampaignId, { patienceMs = 0 } = {}): Promise<void> => {
  const [campaign, lanes] = await Promise.all([ports.campaigns.get(id), ports.lanes.list(id)])
  const one = campaign?.hangUpLive ? hangUpOne : cancelOne
  const held = lanes.flatMap(({ attemptId }) => (attemptId ? [attemptId] : []))
  const end = (attemptId: AttemptId) =>
    one(ports, attemptId).catch((error: unknown) => {
      ports.log.warn('stop.cancel-failed', { attemptId, error })
      return undefined
    })
  await endEach(ports, held, { end, patienceMs })
}

type HowToEnd = { end: (id: AttemptId) => Promise<AttemptRecord | undefined>; patienceMs: number }

/** Ends each; those whose call nobody can name are looked for again, so long at most, since the provider may not list them yet. */
export const endEach = async ({ clock }: Pick<Ports, 'clock'>, ids: readonly AttemptId[], { end, patienceMs }: HowToEnd): Promise<void> => {
  const until = clock.machine() + patienceMs
  let left = ids
  for (;;) {
    const seen = await inParallel(left, WIDTH, end)
    left = seen.flatMap((attempt) => (attempt && !attempt.callSid && !isOver(attempt.state) ? [attempt.id] : []))
    if (left.length === 0 || clock.machine() >= until) return
    await clock.rest(POLL_MS)
  }
}

/** Cancels the attempt's call unless it has been answered; gives the attempt as it then is. */
export const cancelOne = async (ports: EndingPorts, attemptId: AttemptId): Promise<AttemptRecord | undefined> => {
  const attempt = await ports.attempts.get(attemptId)
  if (!attempt || RANK[attempt.state] >= RANK.answered) return attempt
  const callSid = attempt.callSid ?? (await findCall(ports, attempt))?.callSid
  const call = callSid ? await ports.telephony.cancel(callSid) : undefined
  // A queued call that is cancelled sends no callback: the answer to the cancellation is all that comes.
  return call ? await recordAttempt(ports)(attemptId, eventOf(call)) : attempt
}

/** Also a call that was answered, and one that is answered at the very moment at which it is cancelled. */
export const hangUpOne = async (ports: EndingPorts, attemptId: AttemptId): Promise<AttemptRecord | undefined> => {
  const attempt = await cancelOne(ports, attemptId)
  if (!attempt?.callSid || isOver(attempt.state)) return attempt
  const call = await ports.telephony.end(attempt.callSid)
  return call ? await recordAttempt(ports)(attemptId, eventOf(call)) : attempt
}

/** What the provider says of a call, as an event of its attempt. */
export const eventOf = ({ callSid, state, seconds, answeredBy }: ProviderCall): AttemptEvent =>
  state === 'queued' || state === 'initiated' || state === 'ringing' || state === 'answered'
    ? { kind: 'progressed', state, callSid }
    : { kind: 'ended', state, callSid, ...(seconds !== undefined ? { seconds } : {}), ...(answeredBy ? { answeredBy } : {}) }
