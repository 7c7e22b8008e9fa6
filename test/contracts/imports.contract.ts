import { describe, expect, it } from 'vitest'
import type { ImportRecord } from '#app/records/import.ts'
import { ids } from '#runtime/ids.ts'
import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  describe('an import', () => {
    it('is announced once and read as it is', async () => {
      const { imports, ...store } = openStore()
      const campaign = await store.campaign()
      const counts = {
        rows: 0,
        imported: 0,
        updated: 0,
        duplicates: 0,
        rejected: 0,
        rejects: [{ line: 3, column: 'phone', reason: 'the number is empty' }],
      }
      const record: ImportRecord = { id: ids.import(), campaignId: campaign.id, fileName: 'a.csv', state: 'awaiting-upload', ...counts }
      expect(await imports.create(record)).toBe(true)
      expect(await imports.create({ ...record, fileName: 'b.csv' })).toBe(false)
      expect(await imports.get(campaign.id, record.id)).toEqual(record)
      expect(await imports.get(campaign.id, ids.import())).toBeUndefined()
    })
  })
})
