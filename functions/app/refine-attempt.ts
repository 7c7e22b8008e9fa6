// What is learned of an attempt after its end: outcome, contact and counters are put right, once, unless the contact is being called again.
import type { Outcome } from '#contract/campaign.ts'
import { refinement } from '#domain/attempt.ts'
import { addDeltas, contactMoved, outcomeChanged } from '#domain/progress.ts'
import { type NextStep, nextStep } from '#domain/retry.ts'
import type { Ports } from './ports.ts'
import type { AttemptRecord, CampaignRecord, ContactRecord } from './records.ts'

export type RefiningPorts = Pick<Ports, 'attempts' | 'campaigns' | 'contacts' | 'ledger' | 'clock' | 'random'>

const TRIES = 10

/** Does nothing when what is known of the attempt is what it was taken to mean. */
export const refineAttempt = async (ports: RefiningPorts, seen: AttemptRecord): Promise<void> => {
  let attempt: AttemptRecord | undefined = seen
  for (let tries = 1; tries <= TRIES; tries++) {
    const outcome = attempt && refinement(attempt)
    if (!attempt?.outcome || !outcome || (await refineOnce(ports, attempt, { from: attempt.outcome, to: outcome }))) return
    await ports.clock.rest(ports.random() * 10 * 2 ** Math.min(tries, 6))
    attempt = await ports.attempts.get(seen.id)
  }
  throw new Error(`The attempt ${seen.id} could not be refined in ${TRIES} tries`)
}

/** True when there is nothing more to do. */
const refineOnce = async (ports: RefiningPorts, attempt: AttemptRecord, { from, to }: Record<'from' | 'to', Outcome>): Promise<boolean> => {
  const [campaign, contact] = await Promise.all([
    ports.campaigns.get(attempt.campaignId),
    ports.contacts.get(attempt.campaignId, attempt.contactId),
  ])
  // Called again since: what this attempt meant decides nothing any more.
  if (!campaign || contact?.n !== attempt.n) return true
  const next = stepAfter(to, { campaign, contact, now: ports.clock.now(), callbackAt: attempt.callbackAt })
  const isCalledAgain = next?.state === 'retrying' && contact.state !== 'retrying'
  const written = await ports.ledger.refine(attempt, {
    outcome: to,
    contact,
    ...(next ? { next } : {}),
    deltas: addDeltas(outcomeChanged(from, to), next ? contactMoved(contact.state, next.state) : {}),
    ...(isCalledAgain ? { campaign } : {}),
  })
  return written.ok
}

type Here = { campaign: CampaignRecord; contact: ContactRecord; now: number; callbackAt: string | undefined }

/** Undefined: the contact stays as it is. */
const stepAfter = (outcome: Outcome, { campaign, contact, now, callbackAt }: Here): NextStep | undefined => {
  // Suppressed or cancelled since, or reopened with its whole budget: that was decided later than this attempt ended.
  const isDecided = contact.state === 'suppressed' || contact.state === 'cancelled' || contact.attempts === 0
  if (isDecided) return undefined
  const next = nextStep(outcome, contact, { settings: campaign.settings, now, callbackAt })
  // A campaign that has been told to be complete stays so: nobody comes back to be called.
  return campaign.state === 'completed' && next.state === 'retrying' ? { state: 'failed' } : next
}
