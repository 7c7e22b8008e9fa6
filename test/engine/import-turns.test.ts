// Imports that take long, stand still, or have to wait for each other.
import { beforeEach, describe, expect, it } from 'vitest'
import { reconcile } from '#app/calls/reconcile-attempts.ts'
import { importContacts } from '#app/imports/import-contacts.ts'
import { aList, playImports } from '../support/imports.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let bucket: ReturnType<typeof playImports>
beforeEach(() => {
  bucket = playImports()
})
const MINUTE = 60_000

/** Time for so many slices. */
const timeFor = (slices: number) => {
  let left = slices
  return () => (left-- > 0 ? MINUTE : 1_000)
}

describe('an import that takes longer than one invocation may', () => {
  it('hands over in time, and the next goes on where it stood', async () => {
    const campaign = await bucket.campaign()
    const { arrive, report } = await bucket.upload(campaign, aList(450))
    await arrive({}, timeFor(2))
    expect(await report()).toMatchObject({ state: 'importing', rows: 194, imported: 194 })
    expect(await bucket.goOn(() => timeFor(2))).toBe(2)
    expect(await report()).toMatchObject({ state: 'imported', rows: 450, imported: 450, duplicates: 0, updated: 0 })
    expect(await bucket.now(campaign)).toMatchObject({ totalContacts: 450, openImports: 0 })
  })

  it('shows on its campaign how far it is, by the bytes of its file', async () => {
    const campaign = await bucket.campaign()
    const list = aList(450)
    const { event, arrive } = await bucket.upload(campaign, list)
    await arrive({}, timeFor(2))
    const { importing } = await bucket.now(campaign)
    expect(importing).toMatchObject({ importId: event.importId, fileName: 'list.csv', rows: 194, totalBytes: list.length })
    expect(importing?.readBytes).toBe(list.split('\n').slice(0, 195).join('\n').length + 1)
    await bucket.goOn()
    expect((await bucket.now(campaign)).importing).toBeUndefined()
  })

  it('reads the same file to its end, though another was put in its place', async () => {
    const campaign = await bucket.campaign()
    const { event, arrive } = await bucket.upload(campaign, aList(450))
    const asked: unknown[] = []
    const { files } = bucket.ports
    const open: typeof files.open = (object) => {
      asked.push(object.versionId)
      return files.open(object)
    }
    const ports = { ...bucket.ports, files: { ...files, open } }
    await importContacts(ports, timeFor(1))({ ...event, versionId: 'first' })
    await importContacts(ports)({ ...event, versionId: 'second' })
    expect(asked).toEqual(['first', 'first'])
    await arrive()
  })
})

describe('a second list of a campaign', () => {
  it('waits until the first is read, and is then taken up by itself', async () => {
    const campaign = await bucket.campaign({ startWhenImported: true })
    const first = await bucket.upload(campaign, aList(200))
    const second = await bucket.upload(campaign, aList(200, 150))
    await first.arrive({}, timeFor(1))
    await second.arrive()
    expect(await second.report()).toMatchObject({ state: 'waiting', rows: 0 })
    expect(await bucket.now(campaign)).toMatchObject({ openImports: 2, importing: { importId: first.event.importId } })
    await bucket.goOn()
    expect(await first.report()).toMatchObject({ state: 'imported', imported: 200 })
    expect(await second.report()).toMatchObject({ state: 'imported', imported: 150, updated: 50 })
    expect(await bucket.now(campaign)).toMatchObject({ openImports: 0, totalContacts: 350, state: 'active' })
  })

  it('keeps its place when its event is delivered again', async () => {
    const campaign = await bucket.campaign()
    const first = await bucket.upload(campaign, aList(200))
    const second = await bucket.upload(campaign, aList(3))
    await first.arrive({}, timeFor(1))
    await second.arrive()
    await second.arrive()
    expect(await second.report()).toMatchObject({ state: 'waiting' })
    expect((await bucket.now(campaign)).openImports).toBe(2)
    await bucket.goOn()
    expect((await bucket.now(campaign)).openImports).toBe(0)
  })
})

describe('an import that stands still', () => {
  const stuck = async () => {
    const campaign = await bucket.campaign()
    const upload = await bucket.upload(campaign, aList(200))
    const { ledger } = bucket.ports
    let slices = 0
    const importSlice: typeof ledger.importSlice = async (slice) => {
      slices += 1
      if (slices === 3) throw new Error('cut off')
      return ledger.importSlice(slice)
    }
    await expect(upload.arrive({ ledger: { ...ledger, importSlice } })).rejects.toThrow('cut off')
    return { campaign, ...upload }
  }

  it('is woken by the reconciler after two minutes, not before', async () => {
    const { report } = await stuck()
    bucket.move(MINUTE)
    await reconcile(bucket.ports)()
    expect(await bucket.goOn()).toBe(0)
    bucket.move(MINUTE)
    await reconcile(bucket.ports)()
    expect(await bucket.goOn()).toBe(1)
    expect(await report()).toMatchObject({ state: 'imported', imported: 200 })
  })

  it('is given up in the end, and the list that waits for it is taken up', async () => {
    const { campaign, report } = await stuck()
    const second = await bucket.upload(campaign, aList(3, 300))
    await second.arrive()
    bucket.move(60 * MINUTE)
    await reconcile(bucket.ports)()
    expect(await report()).toMatchObject({ state: 'failed' })
    expect(await second.report()).toMatchObject({ state: 'waiting' })
    await reconcile(bucket.ports)()
    await bucket.goOn()
    expect(await second.report()).toMatchObject({ state: 'imported', imported: 3 })
    const { openImports, importing } = await bucket.now(campaign)
    expect({ openImports, importing }).toEqual({ openImports: 0, importing: undefined })
  })
})
