// A list that is put into the bucket becomes contacts.
import { Readable } from 'node:stream'
import { json } from 'node:stream/consumers'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTemplate } from '#app/campaigns/templates.ts'
import { clock } from '#app/clock.ts'
import { announceImport, uploadKey } from '#app/imports/upload-list.ts'
import { NewCampaign } from '#contract/campaign-edit.ts'
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

/** As EventBridge tells of a new object: its key is as it is, not encoded. */
const created = (key: string, object: { size?: number; 'version-id'?: string } = {}) =>
  handler({ source: 'aws.s3', 'detail-type': 'Object Created', detail: { bucket: { name: 'lists' }, object: { key, size: 1, ...object } } })

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
    expect(surroundings.started.filter((name) => name.startsWith(campaign.id))).toEqual([`${campaign.id}-1`])
  })

  it('that is for nobody has a report beside it that says so, and a warning that does not tell its key', async () => {
    const output = captureOutput()
    await created('inbox/contacts of Ana +12025550142.csv')
    expect(output.lines()).toEqual([expect.objectContaining({ level: 'WARN', message: 'inbox.refused' })])
    expect(output.text()).not.toContain('Ana')
    const { bytes } = await filesIn('lists', clock).open({ key: 'inbox/contacts of Ana +12025550142.csv.report.json' })
    expect(await json(Readable.from(bytes))).toEqual({ state: 'failed', problem: expect.stringContaining('inbox/<campaign id>/') })
    const { items } = await openStore().activity.list(undefined, { limit: 1 })
    expect(items).toEqual([expect.objectContaining({ by: 'ringmaster', action: 'list-refused' })])
  })

  it('under a name of its own adds to its campaign, once for each version of it', async () => {
    const store = openStore()
    const campaign = await store.campaign()
    const key = `inbox/${campaign.id}/week 1/100% “new” +1.csv`
    const client = new S3Client()
    const put = async (text: string) => {
      const { VersionId = '' } = await client.send(new PutObjectCommand({ Bucket: 'lists', Key: key, Body: text }))
      await created(key, { 'version-id': VersionId })
      await created(key, { 'version-id': VersionId })
    }
    await put(aList(5))
    await put(aList(8))
    client.destroy()
    expect(await store.reread(campaign)).toMatchObject({ state: 'draft', totalContacts: 8, openImports: 0 })
  })

  it('in a template’s folder becomes a campaign, which starts when the object says so', async () => {
    const store = openStore()
    const template = await createTemplate({ ...store, ids })(NewCampaign.parse({ name: 'Handler’s', prompt: 'p', firstMessage: 'f' }))
    const client = new S3Client()
    const key = `inbox/new/${template.name}/spring list.csv`
    const put = new PutObjectCommand({ Bucket: 'lists', Key: key, Body: aList(2), Metadata: { Start: 'true', name: 'Spring' } })
    const { VersionId = '' } = await client.send(put)
    await created(key, { 'version-id': VersionId })
    await created(key, { 'version-id': VersionId })
    client.destroy()
    const made = (await store.campaigns.list({ limit: 50 })).items.filter((campaign) => campaign.template?.id === template.id)
    expect(made).toEqual([
      expect.objectContaining({ name: 'Spring', state: 'active', totalContacts: 2, template: { id: template.id, version: 1 } }),
    ])
  })

  it('that is a result of ours starts nothing', async () => {
    const output = captureOutput()
    await created('inbox/cmp_01JD0000000000000000000009/a.csv.rejects.csv')
    expect(output.lines()).toEqual([])
  })

  it('that was removed before it could be read is an error, so that the event is kept', async () => {
    const output = captureOutput()
    const store = openStore()
    const campaign = await store.campaign()
    const announced = await announceImport({ imports: store.imports, ids }, { campaignId: campaign.id, fileName: 'a.csv' })
    await expect(created(uploadKey(announced))).rejects.toMatchObject({ code: 'not_found' })
    expect(output.lines()).toEqual([expect.objectContaining({ message: 'task.failed' })])
  })

  it('is told of by an event that is one', async () => {
    await expect(handler({ detail: {} })).rejects.toThrow('object')
  })
})
