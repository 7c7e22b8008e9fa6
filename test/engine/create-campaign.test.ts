// New campaigns: as drafts, or from a list at once.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { campaignReport } from '#app/campaign-report.ts'
import { createCampaign } from '#app/create-campaign.ts'
import { editCampaign } from '#app/edit-campaign.ts'
import { importContacts } from '#app/import-contacts.ts'
import { startFromList } from '#app/start-from-list.ts'
import { createUpload, uploadKey } from '#app/upload-list.ts'
import { CampaignEdit, CampaignSettings, NewCampaign } from '#contract/campaign.ts'
import { StartFromCsv } from '#contract/campaign-routes.ts'
import { CampaignId } from '#contract/ids.ts'
import { readInboxKey } from '#domain/inbox-key.ts'
import { aList, playImports } from '../support/imports.ts'
import { startTable } from '../support/table.ts'

let table: Awaited<ReturnType<typeof startTable>>
beforeAll(async () => {
  table = await startTable()
})
afterAll(() => table.close())

let bucket: ReturnType<typeof playImports>
beforeEach(() => {
  bucket = playImports()
})

const wanted = { name: ' Renewal ', prompt: 'Be kind.', firstMessage: 'Hello {{name}}!' }

describe('a new campaign', () => {
  it('is a draft with the documented settings, that nobody watches', async () => {
    const created = await createCampaign(bucket.ports)(NewCampaign.parse(wanted))
    expect(created).toEqual({
      ...{ id: created.id, name: 'Renewal', prompt: 'Be kind.', firstMessage: 'Hello {{name}}!', defaultCountry: 'US' },
      ...{ state: 'draft', edition: 1, openImports: 0, version: 1, createdAt: new Date(bucket.clock.now()).toISOString() },
      settings: CampaignSettings.parse({}),
    })
    expect(await bucket.now(created)).toMatchObject({ run: 0, closed: 0, totalContacts: 0, shards: 1 })
    expect(await bucket.ports.campaigns.watched()).not.toContain(created.id)
  })
})

describe('what the columns of its lists are', () => {
  const mapping = { Handy: 'phone' } as const

  it('is remembered from the first moment, and told of the campaign by itself', async () => {
    const { id } = await createCampaign(bucket.ports)(NewCampaign.parse({ ...wanted, mapping }))
    expect(await campaignReport(bucket.ports).get(id)).toMatchObject({ id, mapping })
    expect(await bucket.ports.campaigns.get(id)).not.toHaveProperty('mapping')
    const started = await startFromList(bucket.ports, bucket.rules)(StartFromCsv.parse({ ...wanted, mapping, csv: aList(1) }))
    expect(await bucket.ports.campaigns.mapping(started.campaign.id)).toEqual(mapping)
  })

  it('makes a list readable that is not by itself', async () => {
    const csv = 'A1,B2\n(202) 555-0190,(202) 555-0191\n'
    const start = (changes: object) => startFromList(bucket.ports, bucket.rules)(StartFromCsv.parse({ ...wanted, csv, ...changes }))
    await expect(start({})).rejects.toMatchObject({ code: 'unprocessable' })
    expect(await start({ mapping: { B2: 'phone' } })).toMatchObject({ import: { state: 'awaiting-upload' } })
  })

  it('is changed by an edit, which begins no new edition, and taken away by one', async () => {
    const { id } = await createCampaign(bucket.ports)(NewCampaign.parse(wanted))
    const edit = (changes: object) => editCampaign(bucket.ports)(id, { edit: CampaignEdit.parse(changes) })
    expect(await edit({ mapping })).toMatchObject({ edition: 1 })
    expect(await bucket.ports.campaigns.mapping(id)).toEqual(mapping)
    await edit({ name: 'Autumn' })
    expect(await bucket.ports.campaigns.mapping(id)).toEqual(mapping)
    await edit({ mapping: null })
    expect(await bucket.ports.campaigns.mapping(id)).toBeUndefined()
    const { items } = await bucket.ports.activity.list(id, { limit: 10 })
    // All were written in the same millisecond of a clock that stands still.
    expect(items.map(({ evidence }) => `${evidence?.fields}`).sort()).toEqual(['mapping', 'mapping', 'name', 'undefined'])
  })
})

describe('a campaign from a list', () => {
  const start = (csv: string) => startFromList(bucket.ports, bucket.rules)(StartFromCsv.parse({ ...wanted, csv, fileName: 'spring.csv' }))

  it('is answered before the list is imported, and starts when it is', async () => {
    const { campaign, import: announced } = await start(aList(3))
    expect(campaign).toMatchObject({ state: 'draft', name: 'Renewal' })
    expect(announced).toMatchObject({ campaignId: campaign.id, fileName: 'spring.csv', state: 'awaiting-upload', rows: 0 })

    // The object in the bucket is what sets the import going.
    const [[key = '', text] = []] = bucket.kept
    expect(new TextDecoder().decode(text)).toBe(aList(3))
    expect(readInboxKey(key)).toEqual({ kind: 'announced', campaignId: campaign.id, importId: announced.id })
    await importContacts(bucket.ports)({ campaignId: campaign.id, importId: announced.id, key })
    expect(await bucket.now(campaign)).toMatchObject({ state: 'active', run: 1, totalContacts: 3 })
    expect(bucket.started).toEqual([`${campaign.id}-1`])
  })

  it('is watched from the first moment, so that an import that was cut off is noticed', async () => {
    const { campaign } = await start(aList(1))
    expect(await bucket.ports.campaigns.watched()).toContain(campaign.id)
  })

  it.each([
    ['', 'empty'],
    ['name,phone', 'nothing below it'],
    ['city\nParis', '“city”'],
  ])('that cannot be used is refused at once, and leaves nothing behind: %j', async (csv, why) => {
    const before = (await bucket.ports.campaigns.list({ limit: 50 })).items.length
    const request = startFromList(bucket.ports, bucket.rules)({ ...NewCampaign.parse(wanted), csv, fileName: 'spring.csv' })
    await expect(request).rejects.toMatchObject({
      code: 'unprocessable',
      message: expect.stringContaining(why),
      errors: [{ pointer: '/body/csv', detail: expect.stringContaining(why) }],
    })
    expect((await bucket.ports.campaigns.list({ limit: 50 })).items).toHaveLength(before)
    expect(bucket.kept.size).toBe(0)
  })
})

describe('an upload', () => {
  it('is announced, and gets an address whose key names it', async () => {
    const campaign = await bucket.campaign()
    const upload = await createUpload(bucket.ports)({ campaignId: campaign.id, fileName: 'more.csv' })
    expect(await bucket.ports.imports.get(campaign.id, upload.importId)).toMatchObject({ state: 'awaiting-upload', fileName: 'more.csv' })
    expect(upload.url).toBe(`https://bucket.test/${uploadKey({ campaignId: campaign.id, id: upload.importId, fileName: 'more.csv' })}`)
  })

  it('needs a campaign', async () => {
    const campaignId = CampaignId.parse('cmp_01JD0000000000000000000009')
    await expect(createUpload(bucket.ports)({ campaignId, fileName: 'a.csv' })).rejects.toMatchObject({ code: 'not_found' })
  })
})
