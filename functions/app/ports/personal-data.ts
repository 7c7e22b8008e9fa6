// What the table keeps of one person.
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { NumberRecord } from '#app/records/number.ts'
import type { CampaignId, ContactId, E164 } from '#contract/ids.ts'

export type ContactPlace = { campaignId: CampaignId; contactId: ContactId }
/** A contact with its calls, the first one first. */
export type CalledContact = { contact: ContactRecord; calls: AttemptRecord[] }

export type PersonalData = {
  /** Those of at most a hundred places where there is a contact. */
  among(places: readonly ContactPlace[]): Promise<ContactPlace[]>
  of(place: ContactPlace): Promise<CalledContact | undefined>
  /** What was said in the call, and whose conversation it was; gives the number of turns. */
  forgetTalk(call: Pick<AttemptRecord, 'id' | 'conversationId'>): Promise<number>
  /** The call's line no longer knows that it was the last. */
  forgetOnLane(call: Pick<AttemptRecord, 'id' | 'campaignId' | 'k'>): Promise<void>
}

/** Numbers that nobody may call and nobody knows: a digest with a secret of the deployment is all that is kept of each. */
export type ForgottenNumbers = {
  digestOf(e164: E164): Promise<string>
  get(e164: E164): Promise<NumberRecord | undefined>
  /** Which of the numbers, at most a hundred, are forgotten. */
  among(e164s: readonly E164[]): Promise<Set<E164>>
  /** It may be called again; false when it was not forgotten. */
  lift(e164: E164): Promise<boolean>
}
