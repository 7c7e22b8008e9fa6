// From a claim to the provider's answer. Whatever is not a proven no is never dialled again.

import { isBroken } from '#app/account/breaker.ts'
import { cancelOne } from '#app/calls/end-calls.ts'
import { recordAttempt } from '#app/calls/record-attempt.ts'
import { pauseCampaign } from '#app/campaigns/pause-campaign.ts'
import type { DialOutcome, DialRequest } from '#app/ports/telephony.ts'
import type { EnginePorts as Ports } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import { maskWithin } from '#domain/mask.ts'
import { finishClosing } from './close-lanes.ts'
import { gateAfterClaim } from './gate.ts'
import { learnFromDial } from './learn-from-dial.ts'
import { between, CLAIM_LEASE_MS, type DialRules, type TurnEnd } from './turn.ts'
import { voidAttempt } from './void-attempt.ts'
import { wakeOther } from './wake-lane.ts'

/** Less than this left of the lease: the claim was held up, and the reconciler is about to look into it. */
const LEASE_LEFT_MS = 1_000
/** A dial that took so long may be what a pause is waiting for. */
const SLOW_DIAL_MS = 1_000

/** `contact`: as it was claimed. */
type Here = { attempt: AttemptRecord; campaign: CampaignRecord; contact: ContactRecord }

export const dialAttempt = async (ports: Ports, rules: DialRules, here: Here): Promise<TurnEnd> => {
  const { attempt } = here
  const end = await tryToDial(ports, rules, here)
  const tookMs = ports.clock.machine() - (attempt.leaseMs - CLAIM_LEASE_MS)
  if (tookMs > SLOW_DIAL_MS) await joinClosing(ports, attempt)
  return end
}

const tryToDial = async (ports: Ports, rules: DialRules, here: Here): Promise<TurnEnd> => {
  const { attempt, campaign } = here
  const [standing, mayDial] = await Promise.all([ports.account.standing(), mayStillDial(ports, rules, here)])
  // Only now: any of these reads may have been what held it up.
  const isLate = attempt.leaseMs < ports.clock.machine() + LEASE_LEFT_MS
  if (isLate || !mayDial || isBroken(ports, standing)) {
    await giveBack(ports, attempt)
    return { kind: 'again' }
  }
  const outcome = await ports.telephony.dial(requestOf(attempt, campaign))
  const end = await answer(ports, attempt, outcome)
  await learnFromDial(ports, rules, { outcome, breaker: standing.breakers.twilio })
  if (outcome.kind === 'accepted' && ringsTooLate(ports, rules, { here, queueMs: outcome.queueMs })) await cancelOne(ports, attempt.id)
  return end
}

/** This turn goes on by itself; one of a newer run may wait for the line. */
const giveBack = async (ports: Ports, attempt: AttemptRecord, delayMs = 0): Promise<void> => {
  if (!(await voidAttempt(ports, attempt, delayMs))) return
  try {
    await wakeOther(ports, attempt)
  } catch (error) {
    // The reconciler sends the token again. What this turn has still to do, such as pausing the campaign, must not wait for that.
    ports.log.warn('dial.not-woken', { attemptId: attempt.id, error })
  }
}

const requestOf = ({ id, phone, from, recordingNotice }: AttemptRecord, { settings }: CampaignRecord): DialRequest => ({
  attemptId: id,
  to: phone,
  from,
  answeringMachine: settings.answeringMachine,
  longestMs: settings.maxCallLength,
  isRecorded: recordingNotice !== undefined,
})

/** The provider keeps the call in its own queue until an hour at which the contact must not be called. */
const ringsTooLate = ({ clock }: Ports, rules: DialRules, { here, queueMs }: { here: Here; queueMs: number }): boolean => {
  const { attempt, campaign, contact } = here
  const held = { campaign, contact, number: undefined, rules }
  return queueMs > 0 && gateAfterClaim(held, { own: attempt.id, now: clock.now() + queueMs }).kind !== 'open'
}

/** A pause or stop may have waited for this dial in vain: it is brought to rest here, and a call that nobody wants any more is cancelled. */
const joinClosing = async (ports: Ports, attempt: AttemptRecord): Promise<void> => {
  const [campaign, number] = await Promise.all([finishClosing(ports, attempt.campaignId), ports.numbers.get(attempt.phone)])
  if (campaign?.state === 'stopping' || campaign?.state === 'cancelled' || number?.suppressed) await cancelOne(ports, attempt.id)
}

/** What the provider's answer means for attempt and lane: one function for each. */
const answer = async (ports: Ports, attempt: AttemptRecord, outcome: DialOutcome): Promise<TurnEnd> => {
  if (outcome.kind === 'accepted') return await accepted(ports, attempt, outcome)
  if (outcome.kind === 'unknown') return await doubted(ports, attempt, outcome)
  switch (outcome.by) {
    case 'contact':
      return await contactRefused(ports, attempt, outcome)
    case 'account':
      return await accountRefused(ports, attempt, outcome)
    case 'rate':
      return await rateRefused(ports, attempt)
    case 'concurrency':
      return await concurrencyRefused(ports, attempt)
  }
}

type Accepted = Extract<DialOutcome, { kind: 'accepted' }>
type Refused<By extends string> = Extract<DialOutcome, { kind: 'refused'; by: By }>

const accepted = async (ports: Ports, attempt: AttemptRecord, { callSid, queueMs }: Accepted): Promise<TurnEnd> => {
  await recordAttempt(ports)(attempt.id, { kind: 'progressed', state: 'queued', callSid }, { queueMs })
  return { kind: 'called' }
}

const doubted = async (ports: Ports, attempt: AttemptRecord, { why }: { why: string }): Promise<TurnEnd> => {
  ports.log.warn('dial.unknown', { attemptId: attempt.id, why })
  await recordAttempt(ports)(attempt.id, { kind: 'doubted' })
  return { kind: 'called' }
}

/** Settling sends the token. */
const contactRefused = async (ports: Ports, attempt: AttemptRecord, { outcome, code }: Refused<'contact'>): Promise<TurnEnd> => {
  await recordAttempt(ports)(attempt.id, { kind: 'refused', outcome, code })
  return { kind: 'called' }
}

/** Every other call would be refused as well: nobody is called until a person has seen to it. */
const accountRefused = async (ports: Ports, attempt: AttemptRecord, { code, message }: Refused<'account'>): Promise<TurnEnd> => {
  await giveBack(ports, attempt)
  const reason = `Twilio refuses calls of this account (${code}: ${maskWithin(message)})`
  ports.log.error('dial.account-refused', { campaignId: attempt.campaignId, code })
  await pauseCampaign(ports)(attempt.campaignId, { reason, evidence: { code, attemptId: attempt.id } })
  return { kind: 'leave' }
}

/** Proven not to have been processed: nothing is used up. */
const rateRefused = async (ports: Ports, attempt: AttemptRecord): Promise<TurnEnd> => {
  await giveBack(ports, attempt, between(ports.random, 500, 3_000))
  return { kind: 'wait', ms: between(ports.random, 1_000, 5_000) }
}

/** The same; but a call of the account must end before another can begin, which takes longer. */
const concurrencyRefused = async (ports: Ports, attempt: AttemptRecord): Promise<TurnEnd> => {
  await giveBack(ports, attempt, between(ports.random, 500, 3_000))
  return { kind: 'wait', ms: between(ports.random, 5_000, 15_000) }
}

/**
 * The last look before the phone can ring: the lane may be closed, the number suppressed since the claim.
 * Nobody changes the contact while it is being called, or the attempt before it is dialled, without freeing lane and number.
 */
const mayStillDial = async (ports: Ports, rules: DialRules, { attempt, campaign, contact }: Here): Promise<boolean> => {
  const [lane, number] = await Promise.all([ports.lanes.get(attempt.campaignId, attempt.k), ports.numbers.get(attempt.phone)])
  if (!lane?.open || lane.run !== attempt.run || lane.attemptId !== attempt.id || number?.lockedBy !== attempt.id) return false
  return gateAfterClaim({ campaign, contact, number, rules }, { own: attempt.id, now: ports.clock.now() }).kind === 'open'
}
