// A list that is put into the bucket becomes contacts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clock } from '#app/clock.ts'
import { announceImport, uploadKey } from '#app/upload-list.ts'
import { ids } from '#runtime/ids.ts'
import { filesIn } from '#store/files.ts'
import { handler } from '../../functions/handlers/import-contacts.ts'
import { aList } from '../support/imports.ts'
import { captureOutput } from '../support/output.ts'
import { openStore } from '../support/store.ts'
import { startSurroundings } from '../support/surroundings.ts'

let surroundings: Awaited<ReturnType<typeof startSurroundings>>
beforeAll(async () => {
  surroundings = await startSurroundings()
})
afterAll(() => surroundings.close())

/** As EventBridge tells of a new object. */
const created = (key: string) =>
  handler({ source: 'aws.s3', 'detail-type': 'Object Created', detail: { bucket: { name: 'lists' }, object: { key, size: 1 } } })

describe('a list in the bucket', () => {
  it('is imported into its campaign, which starts if it was to start then', async () => {
    const store = openStore()
    const campaign = await store.campaign({ startWhenImported: true }, { watched: true })
    const announced = await announceImport({ imports: store.imports, ids }, { campaignId: campaign.id, fileName: 'a.csv' })
    await filesIn('lists', clock).write(uploadKey(announced), aList(5))
    const [key = ''] = surroundings.created.slice(-1)
    await created(key)
    await created(key)
    expect(await store.imports.get(campaign.id, announced.id)).toMatchObject({ state: 'imported', imported: 5 })
    expect(await store.reread(campaign)).toMatchObject({ state: 'active', totalContacts: 5, openImports: 0 })
    expect(surroundings.started).toEqual([`${campaign.id}-1`])
  })

  it('that is nobody’s import is passed over with a warning that does not tell its key', async () => {
    const output = captureOutput()
    await created('inbox/contacts of Ana +12025550142.csv')
    expect(output.lines()).toEqual([expect.objectContaining({ level: 'WARN', message: 'import.key-not-ours' })])
    expect(output.text()).not.toContain('Ana')
  })

  it('that was removed before it could be read is an error, so that the event is kept', async () => {
    const output = captureOutput()
    const store = openStore()
    const campaign = await store.campaign()
    const announced = await announceImport({ imports: store.imports, ids }, { campaignId: campaign.id, fileName: 'a.csv' })
    await expect(created(uploadKey(announced))).rejects.toMatchObject({ name: 'NoSuchKey' })
    expect(output.lines()).toEqual([expect.objectContaining({ message: 'task.failed' })])
  })

  it('is told of by an event that is one', async () => {
    await expect(handler({ detail: {} })).rejects.toThrow('object')
  })
})
