// What stays of a contact and its calls when the person is forgotten: what the campaign's counters are made of, and nothing that leads
// back. What is not named here is dropped, so that a field that is added later is dropped, too.
import * as z from 'zod/mini'
import { AttemptRecord } from '#app/records/attempt.ts'
import { ContactRecord } from '#app/records/contact.ts'
import { type ContactId, E164 } from '#contract/ids.ts'
import { attemptIdOf } from '#domain/ids.ts'

/** In the place of a number: +999 belongs to no country (ITU-T E.164, reserved). */
const NOBODY = E164.parse('+9990000')
const BECAUSE = 'forgotten: the person’s data were erased'

const KeptContact = z.pick(ContactRecord, { campaignId: true, state: true, attempts: true, n: true, outcome: true })

const KeptCall = z.pick(AttemptRecord, {
  ...{ campaignId: true, n: true, k: true, run: true, turn: true, edition: true, from: true },
  ...{ state: true, version: true, leaseMs: true, cameFrom: true, claimedAt: true, answeredAt: true, endedAt: true, seconds: true },
  // The carrier's own name for the call, by which its invoice can be checked.
  ...{ callSid: true, sipCode: true, refusalCode: true, answeredBy: true, detectionMs: true, outcome: true, refined: true },
  ...{ streamOpenedMs: true, heldDirectly: true, closedFirst: true, endedBecause: true, mediaFailure: true, agentSpoke: true },
  ...{ latency: true, speech: true, verdict: true, optedOut: true },
})

const isFinished = ({ state }: Pick<ContactRecord, 'state'>): boolean => state !== 'pending' && state !== 'retrying'

export const anonymousContact = (contact: ContactRecord, id: ContactId): ContactRecord => {
  const kept = KeptContact.parse(contact)
  return { ...kept, id, phone: NOBODY, variables: {}, heldBecause: BECAUSE, state: isFinished(contact) ? kept.state : 'suppressed' }
}

export const anonymousCall = (call: AttemptRecord, contactId: ContactId): AttemptRecord => {
  const kept = KeptCall.parse(call)
  return { ...kept, id: attemptIdOf(call.campaignId, contactId, call.n), contactId, phone: NOBODY }
}
