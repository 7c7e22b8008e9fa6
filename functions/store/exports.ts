// Exports: how far each is, and what they tell of a campaign's contacts.
import * as z from 'zod/mini'
import { ExportRecord, type Exports } from '#app/ports/exports.ts'
import { AttemptRecord } from '#app/records/attempt.ts'
import { ContactRecord } from '#app/records/contact.ts'
import { contactsWithCalls } from './contacts-with-calls.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { removedBy } from './expression.ts'
import { campaignKey, exportKey } from './table.ts'
import type { Table } from './table-operations.ts'

const Contact = z.omit(ContactRecord, { id: true, campaignId: true, n: true })
const Call = z.pick(AttemptRecord, {
  id: true,
  claimedAt: true,
  answeredAt: true,
  answeredBy: true,
  seconds: true,
  result: true,
  recording: true,
})

export const exportsIn = (table: Table): Exports => ({
  get: (campaignId, id) => table.get(exportKey(campaignId, id), ExportRecord),

  async create(record) {
    await table.put({ ...exportKey(record.campaignId, record.id), ...record })
  },

  async replace(seen, by) {
    const { version: _, id, campaignId, ...set } = by
    return table.update(exportKey(campaignId, id), {
      change: { set, add: { version: 1 }, remove: removedBy(by) },
      condition: { text: '#version = :seen', values: { seen: seen.version } },
      schema: ExportRecord,
    })
  },

  async list(campaignId, { limit, cursor }) {
    const { PK } = campaignKey(campaignId)
    const after = fromCursor(cursor, z.strictObject({ PK: z.literal(PK), SK: z.string().check(z.startsWith('EXPORT#')) }))
    const { items, last } = await table.query({ partition: PK, begins: 'EXPORT#', newestFirst: true, limit, after }, ExportRecord)
    return { items, nextCursor: toCursor(last) }
  },

  contacts: contactsWithCalls(table, { contact: Contact, call: Call }),
})
