// The inbox: anybody puts a file there, and it becomes one import, or there is a reason beside it.
import { beforeEach, describe, expect, it } from 'vitest'
import { createTemplate } from '#app/campaigns/templates.ts'
import { receiveList } from '#app/imports/receive-list.ts'
import { announceImport, uploadKey } from '#app/imports/upload-list.ts'
import { NewCampaign } from '#contract/campaign-edit.ts'
import { MOST_LIST_BYTES } from '#contract/list-file.ts'
import { playImports } from '../support/imports.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let bucket: ReturnType<typeof playImports>
beforeEach(() => {
  bucket = playImports()
})

type Arrived = { size?: number; versionId?: string; etag?: string }
const arrives = (key: string, object: Arrived = {}, consent: 'deployer' | 'campaign' = 'deployer') =>
  receiveList(bucket.ports, { consent })({ key, size: 10, versionId: 'v1', ...object })

const reportOn = (key: string): unknown => JSON.parse(new TextDecoder().decode(bucket.kept.get(`${key}.report.json`)))

describe('a list for a campaign', () => {
  it('is announced by its arrival, under its own name', async () => {
    const { id } = await bucket.campaign()
    const key = `inbox/${id}/my list.csv`
    const list = await arrives(key)
    expect(list).toEqual({ campaignId: id, importId: expect.stringMatching(/^imp_/), key, versionId: 'v1' })
    if (!list) return
    expect(await bucket.ports.imports.get(id, list.importId)).toMatchObject({
      ...{ state: 'awaiting-upload', fileName: 'my list.csv', source: { key, versionId: 'v1' } },
    })
  })

  it('that is told of twice is one import; another version of it, or another name, is another', async () => {
    const { id } = await bucket.campaign()
    const of = async (name: string, object: Arrived = {}) => (await arrives(`inbox/${id}/${name}`, object))?.importId
    const first = await of('a.csv')
    expect(await of('a.csv')).toBe(first)
    const others = [await of('a.csv', { versionId: 'v2' }), await of('b.csv')]
    expect(new Set([first, ...others]).size).toBe(3)
  })

  it('in a bucket without versions is told by its content', async () => {
    const { id } = await bucket.campaign()
    const of = async (etag: string) =>
      (await receiveList(bucket.ports, bucket.rules)({ key: `inbox/${id}/a.csv`, size: 1, etag }))?.importId
    expect(await of('one')).toBe(await of('one'))
    expect(await of('one')).not.toBe(await of('two'))
  })

  it.each([
    ['is not there', {}, 'cmp_01JD0000000000000000000009'],
    ['was deleted', { deletedAt: '2026-11-02T15:00:00.000Z' }, undefined],
  ])('that %s is refused beside it', async (_, changes, unknown) => {
    const { id } = await bucket.campaign(changes)
    const key = `inbox/${unknown ?? id}/a.csv`
    expect(await arrives(key)).toBeUndefined()
    expect(reportOn(key)).toEqual({ state: 'failed', problem: expect.stringContaining(unknown ?? id) })
    expect(bucket.warnings).toEqual(['inbox.refused'])
  })

  it('that is larger than any list is refused before a byte of it is read', async () => {
    const { id } = await bucket.campaign()
    const key = `inbox/${id}/big.csv`
    expect(await arrives(key, { size: MOST_LIST_BYTES + 1 })).toBeUndefined()
    expect(reportOn(key)).toMatchObject({ campaignId: id, id: expect.any(String), problem: expect.stringContaining('2048 MiB') })
    const { items } = await bucket.ports.activity.list(id, { limit: 5 })
    expect(items).toEqual([expect.objectContaining({ action: 'list-refused', evidence: { key } })])
  })
})

describe('a list that was announced', () => {
  const announce = async () => {
    const { id } = await bucket.campaign()
    const record = await announceImport(bucket.ports, { campaignId: id, fileName: 'spring.xlsx' })
    return { record, key: uploadKey(record) }
  }

  it('is the import that it was announced as, however often it is told of', async () => {
    const { record, key } = await announce()
    const list = { campaignId: record.campaignId, importId: record.id, key, versionId: 'v1' }
    expect(await arrives(key)).toEqual(list)
    expect(await arrives(key)).toEqual(list)
    expect(key).toMatch(/\.xlsx$/)
  })

  it('and is then overwritten is a second import', async () => {
    const { record, key } = await announce()
    await arrives(key)
    const second = await arrives(key, { versionId: 'v2' })
    expect(second?.importId).not.toBe(record.id)
    expect((await bucket.ports.imports.get(record.campaignId, second?.importId ?? record.id))?.fileName).toBe('spring.xlsx')
  })

  it('and is too large has failed, for whoever waits for it', async () => {
    const { record, key } = await announce()
    expect(await arrives(key, { size: MOST_LIST_BYTES + 1 })).toBeUndefined()
    const failed = { state: 'failed', problem: expect.stringContaining('Split it') }
    expect(await bucket.ports.imports.get(record.campaignId, record.id)).toMatchObject(failed)
    expect(reportOn(key)).toMatchObject({ ...failed, id: record.id })
  })
})

describe('a list in a template’s folder', () => {
  let names = 0
  const template = (changes: object = {}) => {
    const given = { name: `Renewals ${++names}`, prompt: 'Be kind.', firstMessage: 'Hello {{name}}!', settings: { retryCount: 3 } }
    return createTemplate(bucket.ports)(NewCampaign.parse({ ...given, ...changes }))
  }
  const campaignOf = async (key: string, ...how: [object?: Arrived, consent?: 'deployer' | 'campaign']) => {
    const list = await arrives(key, ...how)
    return list && bucket.ports.campaigns.get(list.campaignId)
  }

  it('becomes a draft that says what it was made from', async () => {
    const { id, name } = await template()
    const key = `inbox/new/${name.toUpperCase()}/week 1.csv`
    const made = await campaignOf(key)
    expect(made).toMatchObject({
      ...{ name: `${name}: week 1.csv`, state: 'draft', prompt: 'Be kind.', template: { id, version: 1 } },
      settings: { retryCount: 3, callDelay: 5_000 },
    })
    expect(made?.startWhenImported).toBeUndefined()
    expect(await bucket.ports.activity.list(made?.id, { limit: 5 })).toMatchObject({
      items: [{ action: 'created', by: 'ringmaster', because: expect.stringContaining('folder') }],
    })
  })

  it('is to start when its metadata says so, and has the name that this gives it', async () => {
    const { id } = await template()
    const key = `inbox/new/${id}/a.csv`
    bucket.said.set(key, { start: 'TRUE', name: ' Spring ' })
    expect(await campaignOf(key)).toMatchObject({ name: 'Spring', startWhenImported: true })
  })

  it('is to start at the moment that its metadata names, unless that has passed', async () => {
    const { id } = await template()
    const startsAt = new Date(bucket.clock.now() + 60_000).toISOString()
    const [key, late] = [`inbox/new/${id}/a.csv`, `inbox/new/${id}/late.csv`]
    bucket.said.set(key, { start: startsAt })
    bucket.said.set(late, { start: startsAt })
    const made = await campaignOf(key)
    expect(made).toMatchObject({ state: 'draft', startsAt })
    expect(made?.startWhenImported).toBeUndefined()
    bucket.move(60_000)
    expect(await arrives(late)).toBeUndefined()
    expect(reportOn(late)).toMatchObject({ problem: expect.stringContaining('has passed') })
  })

  it('is one campaign and one import, also when the template was changed or deleted meanwhile', async () => {
    const { id } = await template()
    const key = `inbox/new/${id}/a.csv`
    const first = await arrives(key)
    await bucket.ports.templates.remove(id)
    expect(await arrives(key)).toEqual(first)
    expect(bucket.kept.has(`${key}.report.json`)).toBe(false)
  })

  it('that nobody has made, or two have, is refused beside it', async () => {
    await arrives('inbox/new/Nowhere/a.csv')
    expect(reportOn('inbox/new/Nowhere/a.csv')).toMatchObject({ problem: expect.stringContaining('no template “Nowhere”') })
    await template({ name: 'Twins' })
    const { id } = await template({ name: 'twins' })
    expect(await arrives('inbox/new/twins/a.csv')).toBeUndefined()
    expect(reportOn('inbox/new/twins/a.csv')).toMatchObject({ problem: expect.stringContaining('2 templates') })
    expect(await arrives(`inbox/new/${id}/a.csv`)).toBeDefined()
  })

  it('that is to start and may not is refused, and leaves no campaign behind', async () => {
    const { id } = await template()
    const key = `inbox/new/${id}/a.csv`
    bucket.said.set(key, { start: 'true' })
    expect(await arrives(key, {}, 'campaign')).toBeUndefined()
    expect(reportOn(key)).toMatchObject({ problem: expect.stringContaining('attested') })
    bucket.said.set(key, {})
    expect(await campaignOf(key, {}, 'campaign')).toMatchObject({ state: 'draft' })
  })
})
