// A list of numbers that is put into the bucket becomes numbers that nobody calls.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clock } from '#app/clock.ts'
import { WAKE_FOLDER } from '#app/imports/wake-import.ts'
import { createSuppressionImport, getSuppressionImport, listKey } from '#app/suppression-import/upload-numbers.ts'
import { NewSuppressionImport } from '#contract/suppression-import.ts'
import { ids } from '#runtime/ids.ts'
import { filesIn } from '#store/files.ts'
import { suppressionImportsIn } from '#store/suppression-imports.ts'
import { handler } from '../../functions/handlers/import-suppressions.ts'
import { captureOutput } from '../support/output.ts'
import { aNumber, openStore } from '../support/store.ts'
import { startSurroundings } from '../support/surroundings.ts'

let surroundings: Awaited<ReturnType<typeof startSurroundings>>
beforeAll(async () => {
  surroundings = await startSurroundings()
})
afterAll(() => surroundings.close())

/** As EventBridge tells of a new object. */
const created = (key: string, context?: unknown) =>
  handler({ source: 'aws.s3', 'detail-type': 'Object Created', detail: { bucket: { name: 'lists' }, object: { key, size: 1 } } }, context)

const announced = async () => {
  const { table, numbers } = openStore()
  const files = filesIn('lists', clock)
  const ports = { clock, files, ids, suppressionImports: suppressionImportsIn(table) }
  const { importId } = await createSuppressionImport(ports)(NewSuppressionImport.parse({ fileName: 'a.csv' }))
  return { importId, files, numbers, report: () => getSuppressionImport(ports)(importId) }
}

describe('a list of numbers in the bucket', () => {
  it('is read where it is told of, and on from there when its time is up', async () => {
    const { importId, files, numbers, report } = await announced()
    await files.write(listKey(importId), `phone\n${aNumber(560)}\n${aNumber(561)}\n`)
    await created(listKey(importId), { getRemainingTimeInMillis: () => 1_000 })
    expect(await report()).toMatchObject({ state: 'importing', rows: 0 })
    const wake = `${WAKE_FOLDER}suppressions/${importId}`
    expect(surroundings.created).toContain(wake)

    await created(wake)
    await created(listKey(importId))
    expect(await report()).toMatchObject({ state: 'imported', rows: 2, suppressed: 2 })
    expect(await numbers.get(aNumber(561))).toMatchObject({ suppressed: true })
  })

  it('that is nobody’s import is passed over with a warning that does not tell its key', async () => {
    const output = captureOutput()
    await created('suppressions/numbers of Ana +12025550142.csv')
    expect(output.lines()).toEqual([expect.objectContaining({ level: 'WARN', message: 'suppressions.key-not-ours' })])
    expect(output.text()).not.toContain('Ana')
  })
})
