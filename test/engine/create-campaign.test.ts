// New campaigns: as drafts, or from a list at once.
import { readFile } from 'node:fs/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { campaignReport } from '#app/campaigns/campaign-report.ts'
import { createCampaign } from '#app/campaigns/create-campaign.ts'
import { editCampaign } from '#app/campaigns/edit-campaign.ts'
import { startScheduled } from '#app/campaigns/start-scheduled.ts'
import { createTemplate } from '#app/campaigns/templates.ts'
import { addList } from '#app/imports/add-list.ts'
import { importContacts } from '#app/imports/import-contacts.ts'
import { startFromList } from '#app/imports/start-from-list.ts'
import { createUpload, uploadKey } from '#app/imports/upload-list.ts'
import { CampaignEdit, NewCampaign } from '#contract/campaign-edit.ts'
import { StartFromCsv } from '#contract/campaign-routes.ts'
import { CampaignSettings } from '#contract/campaign-settings.ts'
import { CampaignId } from '#contract/ids.ts'
import { MOST_LIST_BYTES } from '#contract/list-file.ts'
import { readInboxKey } from '#domain/inbox-key.ts'
import { aList, playImports } from '../support/imports.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

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

  it('is to start at a moment, and then does not start when its list is imported', async () => {
    const startsAt = new Date(bucket.clock.now() + 60_000).toISOString()
    const request = StartFromCsv.parse({ ...wanted, csv: aList(3), startsAt })
    const { campaign, import: announced } = await startFromList(bucket.ports, bucket.rules)(request)
    expect(campaign).toMatchObject({ state: 'draft', startsAt })
    const [[key = ''] = []] = bucket.kept
    await importContacts(bucket.ports)({ campaignId: campaign.id, importId: announced.id, key })
    expect(await bucket.now(campaign)).toMatchObject({ state: 'draft', startsAt, totalContacts: 3 })
    bucket.move(60_000)
    await startScheduled(bucket.ports, bucket.rules)()
    expect(await bucket.now(campaign)).toMatchObject({ state: 'active', run: 1 })
    const { items } = await bucket.ports.activity.list(campaign.id, { limit: 5 })
    expect(items.map(({ action }) => action).sort()).toEqual(['created', 'scheduled', 'started'])
  })

  it('is refused when the moment has passed, and leaves nothing behind', async () => {
    const request = StartFromCsv.parse({ ...wanted, csv: aList(3), startsAt: new Date(bucket.clock.now()).toISOString() })
    await expect(startFromList(bucket.ports, bucket.rules)(request)).rejects.toMatchObject({ code: 'unprocessable' })
    expect(bucket.kept.size).toBe(0)
  })

  it('reads its columns as a person has said that they are', async () => {
    const csv = 'who,how\nAna,+12025550142'
    const request = StartFromCsv.parse({ ...wanted, csv, mapping: { who: 'name', how: 'phone' } })
    const { campaign, import: announced } = await startFromList(bucket.ports, bucket.rules)(request)
    const [[key = ''] = []] = bucket.kept
    await importContacts(bucket.ports)({ campaignId: campaign.id, importId: announced.id, key })
    const { items } = await bucket.ports.contacts.list(await bucket.now(campaign), { limit: 5 })
    expect(items).toMatchObject([{ phone: '+12025550142', name: 'Ana' }])
  })

  it('may begin with a list that waits in the bucket, under the id that it has there', async () => {
    const { importId, url } = await createUpload(bucket.ports)({ fileName: 'may.csv' })
    const staged = url.replace('https://bucket.test/', '')
    await bucket.ports.files.write(staged, aList(3))
    const request = StartFromCsv.parse({ ...wanted, importId, fileName: 'may.csv' })
    const { campaign, import: announced } = await startFromList(bucket.ports, bucket.rules)(request)
    expect(announced).toMatchObject({ id: importId, fileName: 'may.csv', state: 'awaiting-upload' })
    const [key = ''] = [...bucket.kept.keys()].filter((one) => one !== staged)
    expect(readInboxKey(key)).toEqual({ kind: 'announced', campaignId: campaign.id, importId })
    await importContacts(bucket.ports)({ campaignId: campaign.id, importId, key })
    expect(await bucket.now(campaign)).toMatchObject({ state: 'active', totalContacts: 3 })
  })

  it('takes one more list that was looked at, and remembers what its columns are', async () => {
    const { id } = await createCampaign(bucket.ports)(NewCampaign.parse({ ...wanted, mapping: { Plan: 'ignore' } }))
    const csv = 'who,how\nAna,+12025550142'
    const announced = await addList(bucket.ports)(id, { csv, fileName: 'june.csv', mapping: { who: 'name', how: 'phone' } })
    expect(announced).toMatchObject({ campaignId: id, fileName: 'june.csv', state: 'awaiting-upload' })
    const [[key = ''] = []] = bucket.kept
    await importContacts(bucket.ports)({ campaignId: id, importId: announced.id, key })
    expect(await bucket.now({ id })).toMatchObject({ state: 'draft', totalContacts: 1 })
    expect(await bucket.ports.campaigns.mapping(id)).toEqual({ Plan: 'ignore', who: 'name', how: 'phone' })
  })

  it('refuses one more list that cannot be read, and remembers nothing of it', async () => {
    const { id } = await createCampaign(bucket.ports)(NewCampaign.parse(wanted))
    const adding = addList(bucket.ports)(id, { csv: 'a,b\nAna,none', fileName: 'june.csv', mapping: { a: 'name' } })
    await expect(adding).rejects.toMatchObject({ code: 'unprocessable' })
    expect(await bucket.ports.campaigns.mapping(id)).toBeUndefined()
    expect(bucket.kept.size).toBe(0)
  })

  it.each([
    ['none', {}],
    ['two', { csv: 'phone\n1', importId: 'imp_0123456789AB' }],
  ])('needs one list, and not %s', async (_, lists) => {
    const request = startFromList(bucket.ports, bucket.rules)(StartFromCsv.parse({ ...wanted, ...lists }))
    await expect(request).rejects.toMatchObject({ code: 'invalid_request' })
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

describe('a campaign from a list that is sent again', () => {
  const request = (changes: object = {}) => StartFromCsv.parse({ ...wanted, csv: aList(3), ...changes })
  const send = (idempotencyKey: string | undefined, body = request()) => startFromList(bucket.ports, bucket.rules)(body, { idempotencyKey })

  it('with the same key is the same campaign and the same import, and one object in the bucket', async () => {
    const first = await send('one-1')
    await bucket.ports.campaigns.change(await bucket.now(first.campaign), { name: 'Renamed' })
    bucket.move(60_000)
    const again = await send('one-1')
    expect(again.campaign).toMatchObject({ id: first.campaign.id, name: 'Renamed' })
    expect(again.import).toEqual(first.import)
    expect(bucket.kept.size).toBe(1)
  })

  it('goes on where the first try was cut off', async () => {
    const { ports } = bucket
    const write = () => Promise.reject(new Error('cut off'))
    const cut = startFromList({ ...ports, files: { ...ports.files, write } }, bucket.rules)(request(), { idempotencyKey: 'two-1' })
    await expect(cut).rejects.toThrow('cut off')
    const { campaign } = await send('two-1')
    expect(bucket.kept.size).toBe(1)
    expect([...bucket.kept.keys()][0]).toContain(campaign.id)
  })

  it('at the same time makes one campaign', async () => {
    const sent = await Promise.all([send('three-1'), send('three-1'), send('three-1')])
    expect(new Set(sent.map(({ campaign }) => campaign.id)).size).toBe(1)
    expect(bucket.kept.size).toBe(1)
  })

  it.each([
    ['another list', { csv: aList(4) }],
    ['another name', { name: 'Other' }],
    ['another setting', { settings: { weight: 3 } }],
  ])('with %s is refused under the same key', async (what, changes) => {
    const key = `four-${what.length}`
    await send(key)
    await expect(send(key, request(changes))).rejects.toMatchObject({ code: 'unprocessable', message: expect.stringContaining('new key') })
  })

  it('without a key, or with another, is another campaign', async () => {
    const ids = await Promise.all([undefined, undefined, 'five-1', 'five-2'].map(async (key) => (await send(key)).campaign.id))
    expect(new Set(ids).size).toBe(4)
  })
})

describe('a campaign from a file', () => {
  const start = (file: Uint8Array, fileName: string) =>
    startFromList(bucket.ports, bucket.rules)(StartFromCsv.parse({ ...wanted, file, fileName }))

  it.each([
    ['crlf.csv', /\.csv$/],
    ['cells-in-many-forms.xlsx', /\.xlsx$/],
    ['lines.jsonl', /\.jsonl$/],
    ['huge-cell.csv.gz', /\.csv\.gz$/],
  ])('keeps it as it is, under an ending of its kind: %s', async (name, ending) => {
    const bytes = await readFile(`test/fixtures/lists/${name}`)
    const { import: announced } = await start(new Uint8Array(bytes), name)
    const [[key = '', kept] = []] = bucket.kept
    expect(key).toMatch(ending)
    expect(Buffer.compare(kept ?? new Uint8Array(), bytes)).toBe(0)
    expect(announced.fileName).toBe(name)
  })

  it.each(['document.pdf', 'archive.zip', 'no-number-column.csv'])(
    'is refused when it is no list, and says where and why: %s',
    async (name) => {
      const bytes = new Uint8Array(await readFile(`test/fixtures/lists/${name}`))
      await expect(start(bytes, name)).rejects.toMatchObject({ code: 'unprocessable', errors: [{ pointer: '/body/file' }] })
      expect(bucket.kept.size).toBe(0)
    },
  )

  it.each([{}, { csv: 'phone', file: new Uint8Array([1]) }])('needs exactly one list', async (given) => {
    const request = startFromList(bucket.ports, bucket.rules)(StartFromCsv.parse({ ...wanted, ...given }))
    await expect(request).rejects.toMatchObject({ code: 'invalid_request', message: expect.stringContaining('-F file=@list.csv') })
  })

  it('may be made from a template', async () => {
    const template = await createTemplate(bucket.ports)(NewCampaign.parse(wanted))
    const request = StartFromCsv.parse({ templateId: template.id, csv: aList(1), settings: { weight: 7 } })
    const { campaign } = await startFromList(bucket.ports, bucket.rules)(request)
    expect(campaign).toMatchObject({ prompt: 'Be kind.', template: { id: template.id }, settings: { weight: 7 } })
  })
})

describe('an upload', () => {
  it('is announced, and gets an address whose key names it', async () => {
    const campaign = await bucket.campaign()
    const upload = await createUpload(bucket.ports)({ campaignId: campaign.id, fileName: 'more.csv' })
    expect(await bucket.ports.imports.get(campaign.id, upload.importId)).toMatchObject({ state: 'awaiting-upload', fileName: 'more.csv' })
    expect(upload.url).toBe(`https://bucket.test/${uploadKey({ campaignId: campaign.id, id: upload.importId, fileName: 'more.csv' })}`)
  })

  it('waits for its campaign where nothing begins with its arrival', async () => {
    const upload = await createUpload(bucket.ports)({ fileName: 'more.csv' })
    expect(upload.url).toBe(`https://bucket.test/staged/${upload.importId}`)
    expect(readInboxKey(`staged/${upload.importId}`)).toEqual({ kind: 'nothing' })
  })

  it('needs a campaign that is there', async () => {
    const campaignId = CampaignId.parse('cmp_01JD0000000000000000000009')
    await expect(createUpload(bucket.ports)({ campaignId, fileName: 'a.csv' })).rejects.toMatchObject({ code: 'not_found' })
  })

  it.each([
    ['a.csv', 'text/csv', '.csv'],
    ['a.XLSX', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', '.xlsx'],
    ['a.jsonl', 'application/jsonl', '.jsonl'],
    ['a.csv.gz', 'application/gzip', '.csv.gz'],
  ])('of any kind of list says what it is to be sent as: %s', async (fileName, contentType, ending) => {
    const { id: campaignId } = await bucket.campaign()
    const upload = await createUpload(bucket.ports)({ campaignId, fileName })
    expect(upload).toMatchObject({ contentType, url: expect.stringContaining(`${upload.importId}${ending}`) })
  })

  it('that is larger than any list is refused before it is sent, and not announced', async () => {
    const { id: campaignId } = await bucket.campaign()
    const upload = createUpload(bucket.ports)({ campaignId, fileName: 'a.csv', size: MOST_LIST_BYTES + 1 })
    await expect(upload).rejects.toMatchObject({ code: 'too_large', errors: [{ pointer: '/body/size' }] })
    expect(await createUpload(bucket.ports)({ campaignId, fileName: 'a.csv', size: MOST_LIST_BYTES })).toBeDefined()
  })
})
