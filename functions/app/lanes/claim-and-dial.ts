// One turn of one lane: find who is due, pass the gate, take a dial slot, claim, dial. At most one phone rings for an attempt.

import { breakerTry, breakerWait } from '#app/account/breaker.ts'
import { pauseCampaign } from '#app/campaigns/pause-campaign.ts'
import type { Standing } from '#app/ports/account.ts'
import type { EnginePorts as Ports } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { LaneRecord } from '#app/records/lane.ts'
import type { NumberRecord } from '#app/records/number.ts'
import type { AttemptId } from '#contract/ids.ts'
import type { Turn } from '#contract/machine.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { contactMoved } from '#domain/progress.ts'
import { noticeFor } from '#domain/recording.ts'
import { spendingOf } from './budget.ts'
import { dialAttempt } from './dial-attempt.ts'
import { findCandidate } from './find-candidate.ts'
import { gate } from './gate.ts'
import { kickRun } from './kick-run.ts'
import { keptSlot, surplusWait, takeSlot } from './take-slot.ts'
import { between, CLAIM_LEASE_MS, type DialRules, type TurnEnd } from './turn.ts'

/** An execution may have 25 000 events, and a turn takes up to ten. */
const MAX_TURNS = 2_000
const MAX_CANDIDATES = 25

export const claimAndDial =
  (ports: Ports, rules: DialRules) =>
  async (turn: Turn): Promise<void> => {
    const end = await takeTurn(ports, rules, turn)
    if (end.kind === 'again') await ports.machine.again(turn.token)
    if (end.kind === 'wait') await ports.machine.wait(turn.token, end.ms)
    if (end.kind === 'leave') await ports.machine.leave(turn.token)
  }

const takeTurn = async (ports: Ports, rules: DialRules, turn: Turn): Promise<TurnEnd> => {
  const [campaign, lane, standing] = await Promise.all([
    ports.campaigns.get(turn.campaignId),
    ports.lanes.get(turn.campaignId, turn.k),
    ports.account.standing(),
  ])
  if (!campaign || !lane || !isMine(campaign, lane, turn)) return { kind: 'leave' }
  if (turn.turn >= MAX_TURNS) {
    await kickRun(ports, campaign.id, { ifRun: turn.run })
    return { kind: 'leave' }
  }
  if (lane.attemptId) return await waitForHeld(ports, turn, lane.attemptId)
  return await callSomebody(ports, rules, { turn, campaign, lane, standing })
}

const isMine = (campaign: CampaignRecord, lane: LaneRecord, { run }: Turn): boolean =>
  campaign.state === 'active' && campaign.run === run && campaign.closed < run && lane.open && lane.run === run

/**
 * The line is busy with an attempt of another turn: of an older run, or of a turn that died. Whoever frees the line wakes this one.
 * It frees first and reads the token then; here the token is written first and the lane read then: one of the two sees the other.
 */
const waitForHeld = async (ports: Ports, turn: Turn, attemptId: AttemptId): Promise<TurnEnd> => {
  const held = await ports.attempts.get(attemptId)
  if (!held) throw new Error(`The lane holds ${attemptId}, which is not there`)
  const { machine } = ports
  const waits = await ports.attempts.waitFor(held, turn)
  if (waits.kind === 'superseded') return { kind: 'leave' }
  // A turn of an older run: it has nothing to wait for any more, and leaves. One that died hears nothing.
  if (waits.instead !== undefined) await machine.again(waits.instead)
  const lane = await ports.lanes.get(turn.campaignId, turn.k)
  return lane?.attemptId === attemptId ? { kind: 'called' } : { kind: 'again' }
}

type Here = { turn: Turn; campaign: CampaignRecord; lane: LaneRecord; standing: Standing }

const callSomebody = async (ports: Ports, rules: DialRules, here: Here): Promise<TurnEnd> => {
  const { campaign, lane, standing } = here
  const { account } = standing
  let kept = keptSlot(ports, lane, account)
  const surplus = await surplusWait(ports, rules, { campaign, account, kept })
  if (surplus) return surplus
  const passedOver = new Set<string>()
  let isTrying = false
  for (let tries = 0; tries < MAX_CANDIDATES; tries++) {
    const candidate = await findCandidate(ports, { campaign, lane, passedOver })
    if (candidate.kind !== 'contact') return candidate
    const { contact } = candidate
    passedOver.add(contact.id)

    const number = await ports.numbers.get(contact.phone)
    const passed = await passGate(ports, rules, { campaign, lane, contact, number })
    if (passed === 'not this one') continue
    if (passed !== 'open') return passed

    // After the gate: a slot is taken only once there is somebody to call.
    const slot = breakerWait(ports, standing) ?? (await takeSlot(ports, rules, { campaign, account, lane, kept }))
    if (slot.kind !== 'now') return slot
    const untried = isTrying ? undefined : await breakerTry(ports, standing)
    if (untried) return untried
    // Should the claim be refused, the slot serves the next candidate, and a try that was taken is taken with that one.
    isTrying = true
    kept = 'account'

    const end = await callContact(ports, rules, { ...here, contact, number })
    if (end) return end
  }
  return { kind: 'wait', ms: between(ports.random, 1_000, 5_000) }
}

type Candidate = { contact: ContactRecord; number: NumberRecord | undefined }

/** Undefined: the contact could not be claimed, and the next one may be. */
const callContact = async (
  ports: Ports,
  rules: DialRules,
  { turn, campaign, contact, number }: Here & Candidate,
): Promise<TurnEnd | undefined> => {
  await ports.telephony.connect()
  const attempt = newAttempt(ports, { turn, campaign, contact })
  const deltas = contactMoved(contact.state, 'calling')
  const written = await ports.ledger.claim({ attempt, token: turn.token, contact, number, deltas })
  if (!written.ok) {
    ports.log.info('claim.refused', { attemptId: attempt.id, because: written.because })
    return written.refused.includes('lane') ? await withoutLane(ports, turn) : undefined
  }
  const end = await dialAttempt(ports, rules, { attempt, campaign, contact: { ...contact, attempts: contact.attempts + 1 } })
  // What kept all lanes from calling is mended: the campaign has its lines again.
  if (campaign.fruitless && end.kind === 'called')
    await kickRun(ports, campaign.id, { ifRun: turn.run, patch: () => ({ fruitless: undefined }) })
  return end
}

/** The lane is held. By this very turn, when it was invoked twice at the same moment: then the other one has it in hand. */
const withoutLane = async (ports: Ports, { campaignId, k, run, turn }: Turn): Promise<TurnEnd> => {
  const { attemptId } = (await ports.lanes.get(campaignId, k)) ?? {}
  const held = attemptId && (await ports.attempts.get(attemptId))
  return held && held.run === run && held.turn === turn ? { kind: 'called' } : { kind: 'wait', ms: 2_000 }
}

const passGate = async (
  ports: Ports,
  rules: DialRules,
  { campaign, lane, contact, number }: Pick<Here, 'campaign' | 'lane'> & Candidate,
): Promise<'open' | 'not this one' | TurnEnd> => {
  const { spent, isInDoubt } = await spendingOf(ports, campaign)
  const verdict = gate({ campaign, contact, number, rules, spent }, { now: ports.clock.now(), jitter: ports.random() })
  if (verdict.kind === 'open') return isInDoubt ? { kind: 'wait', ms: between(ports.random, 2_000, 8_000) } : 'open'
  if (verdict.kind === 'halt') {
    await pauseCampaign(ports)(campaign.id, { reason: verdict.because, evidence: { rule: verdict.rule, ...spent } })
    return { kind: 'leave' }
  }
  if (verdict.kind === 'later') await ports.contacts.postpone(contact, { dueAt: verdict.at, because: verdict.because })
  if (verdict.kind === 'never') {
    const { state, because } = verdict
    const deltas = contactMoved(contact.state, state)
    await ports.ledger.never(contact, { state, because, lane: { k: lane.k, run: lane.run }, deltas })
  }
  return 'not this one'
}

const newAttempt = (
  { clock }: Ports,
  { turn, campaign, contact }: { turn: Turn; campaign: CampaignRecord; contact: ContactRecord },
): AttemptRecord => {
  const n = contact.n + 1
  const recordingNotice = noticeFor(contact, campaign)
  return {
    id: attemptIdOf(contact.campaignId, contact.id, n),
    campaignId: contact.campaignId,
    contactId: contact.id,
    phone: contact.phone,
    ...(campaign.from ? { from: campaign.from } : {}),
    ...(contact.name ? { name: contact.name } : {}),
    ...(recordingNotice ? { recordingNotice } : {}),
    n,
    k: turn.k,
    run: turn.run,
    turn: turn.turn,
    edition: campaign.edition,
    state: 'claimed',
    version: 1,
    claimedAt: new Date(clock.now()).toISOString(),
    leaseMs: clock.machine() + CLAIM_LEASE_MS,
    cameFrom: contact.state === 'retrying' ? 'retrying' : 'pending',
  }
}
