// What is learned of an attempt after its end: outcome, contact and counters are put right, once, unless the contact is being called again.

import type { NewsPorts } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { Outcome } from '#contract/outcome.ts'
import { refinement } from '#domain/attempt.ts'
import { addDeltas, contactMoved, outcomeChanged } from '#domain/progress.ts'
import { isRefunded, type NextStep, nextStep } from '#domain/retry.ts'

export type RefiningPorts = Pick<NewsPorts, 'attempts' | 'campaigns' | 'contacts' | 'ledger' | 'clock' | 'random'>

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
  const { next, refund } = stepAfter({ from, to }, { campaign, contact, now: ports.clock.now(), attempt })
  // A verdict that was known when the call ended, or about a contact that was decided upon since.
  if (from === to && (!next || next.state === contact.state)) return true
  const isCalledAgain = next?.state === 'retrying' && contact.state !== 'retrying'
  const written = await ports.ledger.refine(attempt, {
    outcome: to,
    contact,
    ...(next ? { next, refund } : {}),
    deltas: addDeltas(outcomeChanged(from, to), next ? contactMoved(contact.state, next.state) : {}),
    ...(isCalledAgain ? { campaign } : {}),
  })
  return written.ok
}

type Here = { campaign: CampaignRecord; contact: ContactRecord; now: number; attempt: AttemptRecord }

/** `next` undefined: the contact stays as it is. `refund`: calls that it gets back, or must give back. */
const stepAfter = (
  { from, to }: Record<'from' | 'to', Outcome>,
  { campaign, contact, now, attempt: { callbackAt, verdict } }: Here,
): { next?: NextStep; refund: number } => {
  const after = (outcome: Outcome, attempts: number) =>
    nextStep(outcome, { attempts }, { settings: campaign.settings, now, callbackAt, verdict })
  // Read off the rule that settled it: what was noted of a call-back then has not changed since.
  const given = isRefunded(after(from, contact.attempts)) ? 1 : 0
  // Suppressed or cancelled since, or reopened with its whole budget: that was decided later than this attempt ended.
  const isDecided = contact.state === 'suppressed' || contact.state === 'cancelled' || (contact.attempts === 0 && given === 0)
  if (isDecided) return { refund: 0 }
  const meant = after(to, contact.attempts + given)
  // A campaign that has been told to be complete stays so: nobody comes back to be called.
  const next: NextStep = campaign.state === 'completed' && meant.state === 'retrying' ? { state: 'failed' } : meant
  return { next, refund: (isRefunded(next) ? 1 : 0) - given }
}
