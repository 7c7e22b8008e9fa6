// From a claim to the provider's answer. Whatever is not a proven no is never dialled again.

import { finishClosing } from './close-lanes.ts'
import { gateAfterClaim } from './gate.ts'
import { pauseCampaign } from './pause-campaign.ts'
import type { EnginePorts as Ports } from './ports.ts'
import { recordAttempt } from './record-attempt.ts'
import type { AttemptRecord, CampaignRecord } from './records.ts'
import { cancelOne } from './stop-campaign.ts'
import type { DialOutcome, DialRequest } from './telephony-port.ts'
import { between, CLAIM_LEASE_MS, type DialRules, type TurnEnd } from './turn.ts'
import { voidAttempt } from './void-attempt.ts'

/** Less than this left of the lease: the claim was held up, and the reconciler is about to look into it. */
const LEASE_LEFT_MS = 1_000
/** A dial that took so long may be what a pause is waiting for. */
const SLOW_DIAL_MS = 1_000

type Here = { attempt: AttemptRecord; campaign: CampaignRecord }

export const dialAttempt = async (ports: Ports, rules: DialRules, { attempt, campaign }: Here): Promise<TurnEnd> => {
  const end = await tryToDial(ports, rules, { attempt, campaign })
  const tookMs = ports.clock.machine() - (attempt.leaseMs - CLAIM_LEASE_MS)
  if (tookMs > SLOW_DIAL_MS) await joinClosing(ports, attempt)
  return end
}

const tryToDial = async (ports: Ports, rules: DialRules, { attempt, campaign }: Here): Promise<TurnEnd> => {
  if (await mayStillDial(ports, rules, { attempt, campaign })) {
    return answer(ports, attempt, await ports.telephony.dial(requestOf(attempt, campaign)))
  }
  await voidAttempt(ports, attempt)
  return { kind: 'again' }
}

const requestOf = (attempt: AttemptRecord, { from, settings }: CampaignRecord): DialRequest => ({
  attemptId: attempt.id,
  to: attempt.phone,
  from,
  answeringMachine: settings.answeringMachine,
})

/** A pause or stop may have waited for this dial in vain: it is brought to rest here, and a call that came too late is cancelled. */
const joinClosing = async (ports: Ports, attempt: AttemptRecord): Promise<void> => {
  const campaign = await finishClosing(ports, attempt.campaignId)
  if (campaign?.state === 'stopping' || campaign?.state === 'cancelled') await cancelOne(ports, attempt.id)
}

const answer = async (ports: Ports, attempt: AttemptRecord, outcome: DialOutcome): Promise<TurnEnd> => {
  const record = recordAttempt(ports)
  if (outcome.kind === 'accepted') {
    await record(attempt.id, { kind: 'progressed', state: 'queued', callSid: outcome.callSid }, { queueMs: outcome.queueMs })
    return { kind: 'called' }
  }
  if (outcome.kind === 'unknown') {
    ports.log.warn('dial.unknown', { attemptId: attempt.id, why: outcome.why })
    await record(attempt.id, { kind: 'doubted' })
    return { kind: 'called' }
  }
  if (outcome.by === 'contact') {
    // Settling sends the token.
    await record(attempt.id, { kind: 'refused', outcome: outcome.outcome, code: outcome.code })
    return { kind: 'called' }
  }
  if (outcome.by === 'account') {
    await voidAttempt(ports, attempt)
    const reason = `Twilio refuses calls of this account (${outcome.code}: ${outcome.message})`
    ports.log.error('dial.account-refused', { campaignId: attempt.campaignId, code: outcome.code })
    await pauseCampaign(ports)(attempt.campaignId, { reason })
    return { kind: 'leave' }
  }
  await voidAttempt(ports, attempt, between(ports.random, 500, 3_000))
  return { kind: 'wait', ms: between(ports.random, 1_000, 5_000) }
}

/** The last look before the phone can ring: the claim may be old, the lane closed, the number suppressed since. */
const mayStillDial = async (ports: Ports, rules: DialRules, { attempt, campaign }: Here): Promise<boolean> => {
  const [current, lane, contact, number] = await Promise.all([
    ports.attempts.get(attempt.id),
    ports.lanes.get(attempt.campaignId, attempt.k),
    ports.contacts.get(attempt.campaignId, attempt.contactId),
    ports.numbers.get(attempt.phone),
  ])
  if (!current || !lane || !contact || !number) return false
  if (current.state !== 'claimed' || current.leaseMs < ports.clock.machine() + LEASE_LEFT_MS) return false
  if (!lane.open || lane.run !== attempt.run || lane.attemptId !== attempt.id || number.lockedBy !== attempt.id) return false
  return gateAfterClaim({ campaign, contact, number, rules }, { own: attempt.id, now: ports.clock.now() }).kind === 'open'
}
