// Stop: no dial begins any more, what has not been answered is cancelled, live calls end by themselves.
import type { AttemptId, CampaignId } from '#contract/ids.ts'
import { type AttemptEvent, isOver, RANK } from '#domain/attempt.ts'
import { can } from '#domain/campaign.ts'
import { changeCampaign } from './change-campaign.ts'
import { finishClosing, PATIENCE_MS } from './close-lanes.ts'
import { AppError } from './errors.ts'
import { findCall } from './find-call.ts'
import { inParallel } from './in-parallel.ts'
import type { EnginePorts } from './ports.ts'
import { recordAttempt } from './record-attempt.ts'
import type { CampaignRecord } from './records.ts'
import type { ProviderCall } from './telephony-port.ts'

type Needs = Omit<EnginePorts, 'imports' | 'ids' | 'pacer'>

/** Calls cancelled at the same time. */
const WIDTH = 25

export const stopCampaign =
  (ports: Needs) =>
  async (id: CampaignId): Promise<CampaignRecord> => {
    const { campaign } = await changeCampaign(ports, id, (current) => {
      const verdict = can('stop', current.state)
      if (verdict.kind === 'refused') throw new AppError('conflict', verdict.why)
      return verdict.kind === 'go' ? { state: verdict.to, run: current.run + 1, startWhenImported: undefined } : undefined
    })
    const closed = await finishClosing(ports, id, { patienceMs: PATIENCE_MS })
    await cancelUnanswered(ports, id)
    return closed ?? campaign
  }

/** Cancels every call of the campaign that has not been answered. Repeated by the reconciler until none is left. */
export const cancelUnanswered = async (ports: Needs, id: CampaignId): Promise<void> => {
  const held = (await ports.lanes.list(id)).flatMap(({ attemptId }) => (attemptId ? [attemptId] : []))
  await inParallel(held, WIDTH, (attemptId) =>
    cancelOne(ports, attemptId).catch((error: unknown) => ports.log.warn('stop.cancel-failed', { attemptId, error })),
  )
}

export const cancelOne = async (ports: Needs, attemptId: AttemptId): Promise<void> => {
  const attempt = await ports.attempts.get(attemptId)
  if (!attempt || isOver(attempt.state) || RANK[attempt.state] >= RANK.answered) return
  const callSid = attempt.callSid ?? (await findCall(ports, attempt))?.callSid
  const call = callSid ? await ports.telephony.cancel(callSid) : undefined
  // A queued call that is cancelled sends no callback: the answer to the cancellation is all that comes.
  if (call) await recordAttempt(ports)(attemptId, eventOf(call))
}

/** What the provider says of a call, as an event of its attempt. */
export const eventOf = ({ callSid, state, seconds }: ProviderCall): AttemptEvent =>
  state === 'queued' || state === 'initiated' || state === 'ringing' || state === 'answered'
    ? { kind: 'progressed', state, callSid }
    : { kind: 'ended', state, callSid, ...(seconds !== undefined ? { seconds } : {}) }
