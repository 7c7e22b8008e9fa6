import { expect, it } from 'vitest'
import { createApi } from '#contract/client.ts'
import { Import } from '#contract/import.ts'
import { awaitImport } from '../../../local/run/await-import.ts'

const standing = Import.parse({
  ...{ id: 'imp_01JD0000000000000000000000', campaignId: 'cmp_01JD0000000000000000000000', fileName: 'people.csv', state: 'importing' },
  ...{ rows: 7, imported: 7, updated: 0, duplicates: 0, rejected: 0, rejects: [] },
})
const waiting = (answer: (asked: number) => object, signal: AbortSignal) => {
  let asked = 0
  const api = createApi({ fetch: async () => Response.json({ ...standing, ...answer(++asked) }) })
  return awaitImport({ api, campaignId: standing.campaignId, importId: standing.id, signal, stillMs: 200 })
}
const never = new AbortController().signal

it('waits for as long as rows are read', async () => {
  const read = await waiting((asked) => (asked < 12 ? { rows: asked } : { state: 'imported', rows: 12 }), never)
  expect(read).toMatchObject({ state: 'imported', rows: 12 })
})

it('gives up when nothing moves', async () => {
  await expect(waiting(() => ({}), never)).rejects.toThrow(/The import of people\.csv has stood still .* 7 rows read/)
})

it('ends with the run', async () => {
  await expect(waiting(() => ({}), AbortSignal.timeout(20))).rejects.toThrow('aborted')
})
