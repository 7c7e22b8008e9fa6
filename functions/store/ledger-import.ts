// One slice of an import as a transaction: its new contacts, the campaign's total, and how far the import is.
import type { ImportStep, Ledger } from '#app/ledger-port.ts'
import type { ContactRecord } from '#app/records.ts'
import { shardOf } from '#domain/ids.ts'
import { priorityOf } from '#domain/queues.ts'
import { changeCampaign, part, watched, writeParts } from './ledger-parts.ts'
import { ABSENT } from './requirements.ts'
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

const importGoesOn = ({ before, after }: ImportStep) =>
  part('import', { key: importKey(before.campaignId, before.id), change: { set: after } }, { state: before.state, rows: before.rows })

export const slicesIn = (table: Table): Pick<Ledger, 'importSlice'> => ({
  importSlice: ({ campaign, patch, contacts, imported }) =>
    writeParts<'contact' | 'campaign' | 'import'>(table, [
      ...contacts.map(newContact),
      changeCampaign(campaign, patch),
      ...(imported ? [importGoesOn(imported)] : []),
      ...(patch.state === 'active' || (patch.openImports ?? 0) > 0 ? [watched(campaign.id)] : []),
    ]),
})
