// An import taken back: whom it alone brought and nobody has called leaves the campaign; everybody else stays.
import { beforeEach, describe, expect, it } from 'vitest'
import { addContacts } from '#app/contacts/add-contacts.ts'
import { importReport, undoImport } from '#app/imports/import-report.ts'
import { carryOnUndo } from '#app/imports/undo-import.ts'
import { aList, playImports } from '../support/imports.ts'
import { aNumber } from '../support/store.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let bucket: ReturnType<typeof playImports>
beforeEach(() => {
  bucket = playImports()
})

const imported = async (campaign: Awaited<ReturnType<typeof bucket.campaign>>, text: string) => {
  const upload = await bucket.upload(campaign, text)
  await upload.arrive()
  const { importId } = upload.event
  return { ...upload, undo: () => undoImport(bucket.ports)(campaign.id, importId) }
}

describe('an import that is taken back', () => {
  it('leaves the campaign as it was, in several parts', async () => {
    const campaign = await bucket.campaign()
    await imported(campaign, aList(5, 900 - 500))
    const { undo } = await imported(campaign, aList(250))
    expect(await undo()).toMatchObject({ state: 'undone', imported: 250, undone: { removed: 250, kept: 0 } })
    const { totalContacts, openImports, importing } = await bucket.now(campaign)
    expect({ totalContacts, openImports, importing }).toEqual({ totalContacts: 5, openImports: 0, importing: undefined })
    expect(await bucket.phones(campaign)).toHaveLength(5)
    const until = bucket.clock.now() + 1
    expect(await bucket.ports.contacts.freshDue(campaign.id, { shard: 0, priority: 5 }, until)).toHaveLength(5)
  })

  it('keeps who has been called or claimed, and says how many', async () => {
    const campaign = await bucket.campaign()
    const { undo } = await imported(campaign, aList(4))
    const contact = (i: number) => bucket.ports.ids.contact(campaign, aNumber(i))
    const lane = { k: 0, run: 1 }
    await bucket.ports.lanes.open(campaign.id, lane)
    const seen = await bucket.ports.contacts.get(campaign.id, contact(1))
    if (!seen) throw new Error('no contact')
    expect(await bucket.ports.ledger.never(seen, { state: 'suppressed', because: 'asked for it', lane, deltas: {} })).toEqual({ ok: true })
    expect(await undo()).toMatchObject({ state: 'undone', undone: { removed: 3, kept: 1 } })
    expect(await bucket.phones(campaign)).toEqual([aNumber(1)])
    expect((await bucket.now(campaign)).totalContacts).toBe(1)
  })

  it('keeps whom another list brought, too, until that is taken back as well', async () => {
    const campaign = await bucket.campaign()
    const first = await imported(campaign, aList(10))
    const second = await imported(campaign, aList(10, 5))
    expect(await first.undo()).toMatchObject({ undone: { removed: 5, kept: 5 } })
    expect(await bucket.phones(campaign)).toHaveLength(10)
    expect(await second.undo()).toMatchObject({ undone: { removed: 10, kept: 0 } })
    expect((await bucket.now(campaign)).totalContacts).toBe(0)
  })

  it('keeps whom a request has named, before it or since', async () => {
    const campaign = await bucket.campaign()
    await addContacts(bucket.ports)(campaign.id, [{ phone: aNumber(0), variables: {} }])
    const { undo } = await imported(campaign, aList(3))
    await addContacts(bucket.ports)(campaign.id, [{ phone: aNumber(1), variables: {} }])
    expect(await undo()).toMatchObject({ undone: { removed: 1 } })
    expect(await bucket.phones(campaign)).toEqual([aNumber(0), aNumber(1)])
  })

  it('goes on in another invocation when its time is over, and takes nobody out twice', async () => {
    const campaign = await bucket.campaign()
    const { event, report, undo } = await imported(campaign, aList(250))
    const { ledger } = bucket.ports
    let parts = 0
    const importSlice: typeof ledger.importSlice = async (slice) => {
      parts += 1
      if (parts === 3) throw new Error('cut off')
      return ledger.importSlice(slice)
    }
    await expect(undoImport({ ...bucket.ports, ledger: { ...ledger, importSlice } })(campaign.id, event.importId)).rejects.toThrow(
      'cut off',
    )
    expect(await report()).toMatchObject({ state: 'undoing', undone: { removed: 97 } })
    const stale = await report()
    expect(await carryOnUndo(bucket.ports, stale, () => 0)).toMatchObject({ state: 'undoing' })
    await Promise.all([bucket.goOn(), undo()])
    expect(await report()).toMatchObject({ state: 'undone', undone: { removed: 250, kept: 0 } })
    expect(await bucket.now(campaign)).toMatchObject({ totalContacts: 0, openImports: 0 })
    await carryOnUndo(bucket.ports, stale, () => 60_000)
    expect(await bucket.now(campaign)).toMatchObject({ totalContacts: 0, openImports: 0 })
  })

  it('is answered the same when it is asked again', async () => {
    const campaign = await bucket.campaign()
    const { undo } = await imported(campaign, aList(3))
    const once = await undo()
    expect(await undo()).toEqual(once)
  })

  it('must have been read to its end', async () => {
    const campaign = await bucket.campaign()
    const { event } = await bucket.upload(campaign, aList(3))
    await expect(undoImport(bucket.ports)(campaign.id, event.importId)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('the lists of a campaign', () => {
  it('are told newest first, page by page, each with the addresses of what came of it', async () => {
    const campaign = await bucket.campaign()
    const first = await imported(campaign, aList(2))
    bucket.move(1_000)
    const second = await imported(campaign, 'phone\nnone')
    const report = importReport(bucket.ports)
    const page = await report.list(campaign.id, { limit: 1 })
    expect(page.items.map(({ id }) => id)).toEqual([second.event.importId])
    const rest = await report.list(campaign.id, { limit: 1, cursor: page.nextCursor ?? undefined })
    expect(rest.items.map(({ id }) => id)).toEqual([first.event.importId])
    expect((await report.get(campaign.id, first.event.importId)).results).toEqual({
      reportUrl: `https://bucket.test/${first.event.key}.report.json`,
      expiresAt: expect.any(String),
    })
    expect((await report.get(campaign.id, second.event.importId)).results?.rejectsUrl).toBe(
      `https://bucket.test/${second.event.key}.rejects.csv`,
    )
  })
})
