// Imports: how far each is, so that one that was cut off goes on where it stood.
import * as z from 'zod/mini'
import type { Imports } from '#app/ports/imports.ts'
import { ImportRecord } from '#app/records/import.ts'
import type { ImportState } from '#contract/import.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { campaignKey, importKey } from './table.ts'
import type { Table } from './table-operations.ts'

const OPEN: readonly ImportState[] = ['waiting', 'importing', 'undoing']

export const importsIn = (table: Table): Imports => ({
  get: (campaignId, id) => table.get(importKey(campaignId, id), ImportRecord),

  async list(campaignId, { limit, cursor }) {
    const { PK } = campaignKey(campaignId)
    const after = fromCursor(cursor, z.strictObject({ PK: z.literal(PK), SK: z.string().check(z.startsWith('IMPORT#')) }))
    const { items, last } = await table.query({ partition: PK, begins: 'IMPORT#', newestFirst: true, limit, after }, ImportRecord)
    return { items, nextCursor: toCursor(last) }
  },

  async open(campaignId) {
    const { items } = await table.query({ partition: campaignKey(campaignId).PK, begins: 'IMPORT#' }, ImportRecord)
    return items.filter(({ state }) => OPEN.includes(state))
  },

  async arrive({ campaignId, id }, source) {
    const key = importKey(campaignId, id)
    const condition = { text: 'attribute_exists(#PK) AND attribute_not_exists(#source)' }
    const arrived = await table.update(key, { change: { set: { source } }, condition, schema: ImportRecord })
    return arrived ?? (await table.get(key, ImportRecord))
  },

  async refuse({ campaignId, id }, problem) {
    await table.update(importKey(campaignId, id), {
      change: { set: { state: 'failed', problem } },
      condition: { text: '#state = :before', values: { before: 'awaiting-upload' } },
      schema: ImportRecord,
    })
  },

  create: (record) => table.put({ ...importKey(record.campaignId, record.id), ...record }, { text: 'attribute_not_exists(#PK)' }),
})
