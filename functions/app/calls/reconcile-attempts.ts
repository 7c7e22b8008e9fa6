// Every minute: what nobody has heard of for too long is looked up, and what was interrupted is finished. Never ends a live conversation.

import { noteActivity } from '#app/campaigns/note-activity.ts'
import { continueReopening } from '#app/campaigns/reopen-campaign.ts'
import { startWhenImported } from '#app/campaigns/start-campaign.ts'
import { tendImports } from '#app/imports/tend-imports.ts'
import { inParallel } from '#app/in-parallel.ts'
import { finishClosing } from '#app/lanes/close-lanes.ts'
import { findCall } from '#app/lanes/find-call.ts'
import { kickRun } from '#app/lanes/kick-run.ts'
import { voidAttempt } from '#app/lanes/void-attempt.ts'
import { wakeLane } from '#app/lanes/wake-lane.ts'
import { wakeSleeper } from '#app/lanes/wake-sleeper.ts'
import type { EnginePorts } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { LaneRecord } from '#app/records/lane.ts'
import type { CampaignId } from '#contract/ids.ts'
import { isOver } from '#domain/attempt.ts'
import { endCalls, eventOf } from './end-calls.ts'
import { recordAttempt } from './record-attempt.ts'

type Needs = Omit<EnginePorts, 'ids' | 'pacer'>

/** Beyond the lease, until absence counts as proof: longer than the latest arrival of a lost request. */
const QUIET_MS = 60_000
/** Look-ups that have failed for so long prove nothing any more. */
const GIVE_UP_MS = 24 * 60 * 60 * 1_000
/** A token that was freed so long ago, and not longer, is sent again. */
const RESEND_FROM_MS = 20_000
const RESEND_UNTIL_MS = 15 * 60_000
const ASK_AGAIN_MS = 30_000
/** A draft that waits for a list which never arrives is looked after for so long. */
const DAY_MS = 24 * 60 * 60 * 1_000
/** Of each minute, for carrying on a reopening that its caller did not wait for. */
const REOPENING_MS = 20_000
/** Campaigns, and lanes of each, that are looked after at the same time. */
const CAMPAIGNS = 8
const LANES = 25

export const reconcile = (ports: Needs) => async (): Promise<void> => {
  // In another order each time, so that a slow campaign does not always stand before the same others.
  const watched = shuffled(await ports.campaigns.watched(), ports.random)
  await inParallel(watched, CAMPAIGNS, (id) => orLog(ports, { campaignId: id }, reconcileCampaign(ports, id)))
}

/** One thing that fails must not keep the others from being looked after. */
const orLog = ({ log }: Needs, what: Record<string, unknown>, work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => log.error('reconcile.failed', { ...what, error }))

const shuffled = <T>(items: readonly T[], random: Needs['random']): T[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)

const reconcileCampaign = async (ports: Needs, id: CampaignId): Promise<void> => {
  const campaign = await ports.campaigns.get(id)
  if (!campaign) return
  const step = (name: string, work: Promise<unknown>) => orLog(ports, { campaignId: id, step: name }, work)
  if (campaign.state === 'active') await step('revive', reviveRun(ports, campaign))
  // Whoever should have started the campaign when its list was imported was cut off.
  if (campaign.startWhenImported) await step('start', startWhenImported(ports, id))
  const importsOf = campaign.deletedAt ? 0 : campaign.openImports
  if (importsOf > 0) await step('imports', tendImports(ports, campaign))
  await step('close', finishClosing(ports, id))
  if (campaign.reopening) await step('reopen', continueReopening(ports, campaign, { patienceMs: REOPENING_MS }))

  const lanes = await ports.lanes.list(id)
  await inParallel(lanes, LANES, (lane) =>
    step(`lane ${lane.k}`, lane.attemptId ? resolveHeld(ports, lane) : resendToken(ports, campaign, lane)),
  )
  if (campaign.state === 'active') await step('wake', wakeSleeper(ports, campaign, lanes))
  if (campaign.state === 'stopping' || campaign.state === 'cancelled') await endCalls(ports, id)
  const isWaiting = campaign.startWhenImported && ports.clock.now() < Date.parse(campaign.createdAt) + DAY_MS
  const hasEnded = campaign.state === 'completed' || campaign.state === 'cancelled' || (campaign.state === 'draft' && !isWaiting)
  const isQuiet = importsOf === 0 && !campaign.reopening && lanes.every(({ attemptId }) => attemptId === undefined)
  if (hasEnded && isQuiet) await ports.campaigns.unwatch(campaign)
}

/** An active campaign without a running execution calls nobody. */
const reviveRun = async (ports: Needs, { id, run }: CampaignRecord): Promise<void> => {
  const status = await ports.machine.status(id, run)
  if (status === 'absent') await ports.machine.start(id, run)
  // The name of an execution that has ended cannot be used again for 90 days.
  if (status === 'ended') await kickRun(ports, id, { ifRun: run })
  if (status === 'running') return
  ports.log.warn('reconcile.revived', { campaignId: id, run, status })
  const because = status === 'absent' ? 'its run had not been started' : 'its run had ended before its work was done'
  await noteActivity(ports, { campaignId: id, by: 'ringmaster', action: 'run-revived', because, evidence: { run } })
}

/** Also to a lane that has been closed since: one child that waits for its token keeps the whole run from ending. */
const resendToken = async (ports: Needs, campaign: CampaignRecord, { lastAttemptId, freedMs, run }: LaneRecord): Promise<void> => {
  if (!lastAttemptId || freedMs === undefined || run !== campaign.run) return
  const age = ports.clock.machine() - freedMs
  if (age < RESEND_FROM_MS || age > RESEND_UNTIL_MS) return
  const attempt = await ports.attempts.get(lastAttemptId)
  if (attempt) await wakeLane(ports, attempt)
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
    const because = 'the provider could not be asked for a day: the call may have been made, and is not made again'
    const { campaignId, id } = attempt
    await noteActivity(ports, { campaignId, by: 'ringmaster', action: 'attempt-unresolved', because, evidence: { attemptId: id } })
  }
}

const lookUp = async (ports: Needs, attempt: AttemptRecord): Promise<void> => {
  const call = attempt.callSid ? await ports.telephony.get(attempt.callSid) : await findCall(ports, attempt)
  if (call) {
    const { state } = await recordAttempt(ports)(attempt.id, eventOf(call))
    // What goes on is asked about again.
    if (!isOver(state)) await ports.attempts.extendLease(attempt.id, ports.clock.machine() + ASK_AGAIN_MS)
    return
  }
  if (attempt.callSid) throw new Error('The provider does not know the call that it accepted')
  if (ports.clock.machine() < attempt.leaseMs + QUIET_MS) return
  if (await voidAttempt(ports, attempt)) {
    ports.log.warn('reconcile.void', { attemptId: attempt.id })
    await wakeLane(ports, attempt)
    const because = 'the provider has no such call, a minute after the last moment at which it could have arrived'
    const evidence = { attemptId: attempt.id, claimedAt: attempt.claimedAt }
    await noteActivity(ports, { campaignId: attempt.campaignId, by: 'ringmaster', action: 'attempt-void', because, evidence })
  }
}
