import { marshall } from '@aws-sdk/util-dynamodb'
import { expect, it } from 'vitest'
import type { ContactRecord } from '#app/records/contact.ts'
import { type ContactStreamEvent, changedContactsIn } from '#runtime/contact-stream.ts'
import { aContact, anAttempt, campaignId, contactId } from '../support/builders.ts'

type Record = ContactStreamEvent['Records'][number]

const changed = (before: Partial<ContactRecord> | undefined, after: Partial<ContactRecord>, SequenceNumber = '7'): Record => ({
  dynamodb: {
    Keys: marshall({ PK: `CAMPAIGN#${campaignId}#C0`, SK: `CONTACT#${contactId}` }),
    ...(before ? { OldImage: marshall(aContact(before), { removeUndefinedValues: true }) } : {}),
    NewImage: marshall(aContact(after), { removeUndefinedValues: true }),
    SequenceNumber,
  },
})

it.each([
  ['its state', { state: 'pending' }, { state: 'calling' }],
  ['its outcome', { state: 'done', outcome: 'human' }, { state: 'done', outcome: 'voicemail' }],
  ['its next call', { state: 'retrying', dueAt: '2026-11-02T15:00:00.000Z' }, { state: 'retrying', dueAt: '2026-11-02T16:00:00.000Z' }],
  ['the call that it had', { state: 'pending', n: 0 }, { state: 'pending', n: 1 }],
] as const)('a contact has changed when %s is another one', (_, before, after) => {
  expect(changedContactsIn({ Records: [changed(before, after)] })).toEqual([{ campaignId, changes: [{ contactId, change: '7' }] }])
})

it.each([
  ['is new', undefined, {}],
  ['is held by a lane', { state: 'retrying' }, { state: 'retrying', heldBy: '0#1', dueAt: '2026-11-02T15:00:45.000Z' }],
  ['got another variable', {}, { variables: { plan: 'silver' } }],
] as const)('a contact that only %s is no news', (_, before, after) => {
  expect(changedContactsIn({ Records: [changed(before, after)] })).toEqual([])
})

it('attempts beside a contact, and items that are gone, are no contacts', () => {
  const attempt = { PK: `CAMPAIGN#${campaignId}#C0`, SK: `CONTACT#${contactId}#ATTEMPT#00001` }
  const image = marshall(anAttempt())
  const gone = { dynamodb: { Keys: marshall({ PK: 'x', SK: `CONTACT#${contactId}` }), OldImage: marshall(aContact()) } }
  expect(changedContactsIn({ Records: [{ dynamodb: { Keys: marshall(attempt), OldImage: image, NewImage: image } }, gone] })).toEqual([])
})
