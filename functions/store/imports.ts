// Imports: how far each is, so that one that was cut off goes on where it stood.
import type { Imports } from '#app/ports.ts'
import { ImportRecord } from '#app/records.ts'
import type { ImportState } from '#contract/import.ts'
import { campaignKey, importKey } from './table.ts'
import type { Table } from './table-operations.ts'

const OPEN: readonly ImportState[] = ['waiting', 'importing', 'undoing']

export const importsIn = (table: Table): Imports => ({
  get: (campaignId, id) => table.get(importKey(campaignId, id), ImportRecord),

  async open(campaignId) {
    const { items } = await table.query({ partition: campaignKey(campaignId).PK, begins: 'IMPORT#' }, ImportRecord)
    return items.filter(({ state }) => OPEN.includes(state))
  },

  create: (record) => table.put({ ...importKey(record.campaignId, record.id), ...record }, { text: 'attribute_not_exists(#PK)' }),
})
