// One slice of an import as a transaction: its contacts, the campaign's total, and how far the import is.
import type { ContactUpdate, ImportStep, Ledger } from '#app/ports/ledger.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { CampaignId, ContactId } from '#contract/ids.ts'
import { shardOf } from '#domain/ids.ts'
import { priorityOf } from '#domain/queues.ts'
import { removedBy } from './expression.ts'
import { changeCampaign, part, removal, watched, writeParts } from './ledger-parts.ts'
import { ABSENT, PRESENT } from './requirements.ts'
import { contactKey, dueSort, freshPartition, importKey } from './table.ts'
import type { Table } from './table-operations.ts'

const newContact = (contact: ContactRecord) =>
  part(
    'contact',
    {
      put: {
        ...contactKey(contact.campaignId, contact.id),
        ...contact,
        duePK: freshPartition(contact.campaignId, shardOf(contact.id), priorityOf(contact)),
        dueSK: dueSort(contact.dueAt ?? '', contact.id),
      },
    },
    { PK: ABSENT },
  )

/** Where the contact stands is not touched: it may be on the telephone. */
const knownContact = (campaignId: CampaignId, { id, patch }: ContactUpdate) =>
  part('contact', { key: contactKey(campaignId, id), change: { set: patch, remove: removedBy(patch) } }, { PK: PRESENT })

/** As it was read: neither called nor held by a lane that is about to call it. */
const uncalledContact = (campaignId: CampaignId, { id }: { id: ContactId }) =>
  removal('contact', contactKey(campaignId, id), { state: 'pending', n: 0 })

/** An import is written with every slice of it: only what has changed is sent. */
const changesOf = ({ before, after }: ImportStep): Record<string, unknown> => {
  const was = new Map<string, unknown>(Object.entries(before))
  return Object.fromEntries(Object.entries(after).filter(([attribute, value]) => was.get(attribute) !== value))
}

const importGoesOn = (step: ImportStep) => {
  const { campaignId, id, state, rows, undoCursor = ABSENT } = step.before
  const set = changesOf(step)
  return part('import', { key: importKey(campaignId, id), change: { set, remove: removedBy(set) } }, { state, rows, undoCursor })
}

export const slicesIn = (table: Table): Pick<Ledger, 'importSlice'> => ({
  importSlice: ({ campaign, patch, contacts, updates = [], removals = [], imported }) =>
    writeParts<'contact' | 'campaign' | 'import'>(table, [
      ...contacts.map(newContact),
      ...updates.map((update) => knownContact(campaign.id, update)),
      ...removals.map((contact) => uncalledContact(campaign.id, contact)),
      changeCampaign(campaign, patch),
      ...(imported ? [importGoesOn(imported)] : []),
      ...(patch.state === 'active' || (patch.openImports ?? 0) > 0 ? [watched(campaign.id)] : []),
    ]),
})
