import { describe, expect, it } from 'vitest'
import type { SheetRecord } from '#app/ports/sheets.ts'
import { SheetColumns } from '#contract/sheet.ts'
import { ids } from '#runtime/ids.ts'
import { sheetsIn } from '#store/sheets.ts'
import { aNumber } from '../support/store.ts'
import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  const open = async () => {
    const store = openStore()
    const campaign = await store.campaign()
    const sheets = sheetsIn(store.table, store.clock)
    const sheet: SheetRecord = {
      ...{ campaignId: campaign.id, spreadsheetId: 'x'.repeat(44), title: 'Contacts', tab: 'People', gid: 0 },
      ...{ mapping: {}, columns: SheetColumns.parse({}), defaultCountry: 'US', connectedAt: '2026-11-02T15:00:00.000Z' },
      ...{ imported: 0, duplicates: 0, rejected: 0, comparedTo: 0, isSettled: false, heldUntilMs: 0 },
    }
    await sheets.connect(sheet)
    return { ...store, campaign, sheets, sheet }
  }

  describe('a connected sheet', () => {
    it('is read as it was written, by its campaign and among all, until it is disconnected', async () => {
      const { sheets, sheet } = await open()
      expect(await sheets.get(sheet.campaignId)).toEqual(sheet)
      expect(await sheets.list()).toContainEqual(sheet)
      expect(await sheets.disconnect(sheet.campaignId)).toEqual(sheet)
      expect(await sheets.get(sheet.campaignId)).toBeUndefined()
      expect(await sheets.disconnect(sheet.campaignId)).toBeUndefined()
    })

    it('is held by one at a time, until it is let go or the time is over', async () => {
      const { sheets, sheet, move } = await open()
      const held = await sheets.hold(sheet.campaignId, 1_000)
      expect(held).toBeDefined()
      expect(await sheets.hold(sheet.campaignId, 1_000)).toBeUndefined()
      expect(held && (await sheets.release(held, { imported: 7 }))).toMatchObject({ imported: 7, heldUntilMs: 0 })
      expect(await sheets.hold(sheet.campaignId, 1_000)).toBeDefined()
      move(1_000)
      expect(await sheets.hold(sheet.campaignId, 1_000)).toBeDefined()
    })

    it('is not written over by whoever held it before another one was connected', async () => {
      const { sheets, sheet } = await open()
      const held = await sheets.hold(sheet.campaignId, 1_000)
      await sheets.connect({ ...sheet, title: 'Another' })
      expect(held && (await sheets.release(held, { tab: 'Old' }))).toBeUndefined()
      expect(await sheets.get(sheet.campaignId)).toMatchObject({ title: 'Another', tab: 'People' })
    })

    it('that is not there cannot be held, and is not made by trying', async () => {
      const { sheets, campaign } = await open()
      await sheets.disconnect(campaign.id)
      expect(await sheets.hold(campaign.id, 1_000)).toBeUndefined()
      expect(await sheets.get(campaign.id)).toBeUndefined()
    })
  })

  describe('changes that a sheet has not been told', () => {
    it('are kept one by one, the same one once, and those that come later outlive those that are forgotten', async () => {
      const { sheets, campaign } = await open()
      const contactId = ids.contact(campaign, aNumber(1))
      const [first, second] = ['100', '101'].map((change) => ({ contactId, change }))
      if (!first || !second) throw new Error('no changes')
      await sheets.note(campaign.id, [first, first])
      const seen = await sheets.changes(campaign.id)
      expect(seen).toEqual([first])
      await sheets.note(campaign.id, [second])
      await sheets.forget(campaign.id, seen)
      expect(await sheets.changes(campaign.id)).toEqual([second])
    })
  })
})
