// A campaign with one lane and one contact in the table, up to the claim.
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { NumberRecord } from '#app/records/number.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { contactMoved } from '#domain/progress.ts'
import { anAttempt } from './builders.ts'
import { openStore, type Store } from './store.ts'

/** Above all that tests choose by themselves: theirs is never the number of a contact that stands already. */
let numbers = 1_999

/** Each with a telephone number of its own, since a number's record is shared by all campaigns. */
export const readyToCall = async (store: Store = openStore()) => {
  const campaign = await store.campaign({ state: 'active', run: 1, totalContacts: 1 })
  const contact = await store.contact(campaign, ++numbers)
  await store.lanes.open(campaign.id, { k: 0, run: 1 })
  const attempt = anAttempt({
    id: attemptIdOf(campaign.id, contact.id, 1),
    campaignId: campaign.id,
    contactId: contact.id,
    phone: contact.phone,
  })

  const claim = (changes: { attempt?: Partial<AttemptRecord>; contact?: Partial<ContactRecord>; number?: NumberRecord } = {}) =>
    store.ledger.claim({
      attempt: { ...attempt, ...changes.attempt },
      token: 'token-1',
      contact: { ...contact, ...changes.contact },
      number: changes.number,
      deltas: contactMoved(contact.state, 'calling'),
    })

  /** Everything that the ledger's writes touch, as it is now. */
  const now = async () => ({
    contact: await store.contacts.get(campaign.id, contact.id),
    attempt: await store.attempts.get(attempt.id),
    number: await store.numbers.get(contact.phone),
    lane: await store.lanes.get(campaign.id, 0),
    due: await store.contacts.nextDue(campaign),
    live: (await store.attempts.list(campaign.id, { live: true, limit: 9 })).items.map(({ id }) => id),
    over: (await store.attempts.list(campaign.id, { live: false, limit: 9 })).items.map(({ id }) => id),
  })

  return { ...store, campaign, contact, attempt, claim, now }
}

/** On the telephone: what is in the table after the claim. */
export const claimed = async (store: Store = openStore()) => {
  const ready = await readyToCall(store)
  const written = await ready.claim()
  if (!written.ok) throw new Error(`The claim was refused: ${written.refused}`)
  return ready
}
