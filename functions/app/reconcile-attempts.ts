// Every minute: what nobody has heard of for too long is looked up, and what was interrupted is finished. Never ends a live conversation.
import type { CampaignId } from '#contract/ids.ts'
import { finishClosing } from './close-lanes.ts'
import { findCall } from './find-call.ts'
import { kickRun } from './kick-run.ts'
import type { EnginePorts } from './ports.ts'
import { recordAttempt } from './record-attempt.ts'
import type { AttemptRecord, CampaignRecord, LaneRecord } from './records.ts'
import { startCampaign } from './start-campaign.ts'
import { cancelUnanswered, eventOf } from './stop-campaign.ts'
import { voidAttempt } from './void-attempt.ts'

type Needs = Omit<EnginePorts, 'imports' | 'ids' | 'pacer'>

/** Beyond the lease, until absence counts as proof: longer than the latest arrival of a lost request. */
const QUIET_MS = 60_000
/** Look-ups that have failed for so long prove nothing any more. */
const GIVE_UP_MS = 24 * 60 * 60 * 1_000
/** A token that was freed so long ago, and not longer, is sent again. */
const RESEND_FROM_MS = 20_000
const RESEND_UNTIL_MS = 15 * 60_000

export const reconcile = (ports: Needs) => async (): Promise<void> => {
  for (const id of await ports.campaigns.watched()) {
    await reconcileCampaign(ports, id).catch((error: unknown) => ports.log.error('reconcile.failed', { campaignId: id, error }))
  }
}

const reconcileCampaign = async (ports: Needs, id: CampaignId): Promise<void> => {
  const campaign = await ports.campaigns.get(id)
  if (!campaign) return
  if (campaign.state === 'active') await reviveRun(ports, campaign)
  // The import is done, and whoever should have started the campaign then was cut off.
  if (campaign.startWhenImported && campaign.openImports === 0 && campaign.totalContacts > 0) await startCampaign(ports)(id)
  await finishClosing(ports, id)

  const lanes = await ports.lanes.list(id)
  for (const lane of lanes) {
    await (lane.attemptId ? resolveHeld(ports, lane) : resendToken(ports, campaign, lane)).catch((error: unknown) =>
      ports.log.error('reconcile.lane-failed', { campaignId: id, k: lane.k, error }),
    )
  }
  if (campaign.state === 'cancelled') await cancelUnanswered(ports, id)
  const isOver = campaign.state === 'completed' || campaign.state === 'cancelled'
  if (isOver && lanes.every(({ attemptId }) => attemptId === undefined)) await ports.campaigns.unwatch(campaign)
}

/** An active campaign without a running execution calls nobody. */
const reviveRun = async (ports: Needs, { id, run }: CampaignRecord): Promise<void> => {
  const status = await ports.machine.status(id, run)
  if (status === 'absent') await ports.machine.start(id, run)
  // The name of an execution that has ended cannot be used again for 90 days.
  if (status === 'ended') await kickRun(ports, id, { ifRun: run })
  if (status !== 'running') ports.log.warn('reconcile.revived', { campaignId: id, run, status })
}

const resendToken = async (ports: Needs, campaign: CampaignRecord, { lastAttemptId, freedMs, open, run }: LaneRecord): Promise<void> => {
  if (!lastAttemptId || freedMs === undefined || !open || run !== campaign.run) return
  const age = ports.clock.machine() - freedMs
  if (age < RESEND_FROM_MS || age > RESEND_UNTIL_MS) return
  const attempt = await ports.attempts.get(lastAttemptId)
  if (attempt) await ports.machine.again(attempt.token)
}

const resolveHeld = async (ports: Needs, { attemptId }: LaneRecord): Promise<void> => {
  const attempt = attemptId && (await ports.attempts.get(attemptId))
  if (!attempt || attempt.leaseMs > ports.clock.machine()) return
  try {
    await lookUp(ports, attempt)
  } catch (error) {
    if (ports.clock.machine() < attempt.leaseMs + GIVE_UP_MS) throw error
    ports.log.error('reconcile.gave-up', { attemptId: attempt.id, error })
    await recordAttempt(ports)(attempt.id, { kind: 'given-up' })
  }
}

const lookUp = async (ports: Needs, attempt: AttemptRecord): Promise<void> => {
  const call = attempt.callSid ? await ports.telephony.get(attempt.callSid) : await findCall(ports, attempt)
  if (call) {
    await recordAttempt(ports)(attempt.id, eventOf(call))
    // What goes on is asked about again in a minute.
    await ports.attempts.extendLease(attempt.id, ports.clock.machine() + 30_000)
    return
  }
  if (attempt.callSid) throw new Error('The provider does not know the call that it accepted')
  if (ports.clock.machine() < attempt.leaseMs + QUIET_MS) return
  if (await voidAttempt(ports, attempt)) {
    ports.log.warn('reconcile.void', { attemptId: attempt.id })
    await ports.machine.again(attempt.token)
  }
}
