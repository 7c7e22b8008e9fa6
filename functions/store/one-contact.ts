// One contact, read: all that news of its calls need of it.
import type { Contacts } from '#app/ports/contacts.ts'
import { ContactRecord } from '#app/records/contact.ts'
import { contactKey } from './table.ts'
import type { Table } from './table-operations.ts'

export const oneContactIn = (table: Table): Pick<Contacts, 'get'> => ({
  get: (campaignId, contactId) => table.get(contactKey(campaignId, contactId), ContactRecord),
})
