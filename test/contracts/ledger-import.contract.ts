// Slices of an import: new contacts, the campaign's total and the import's progress, all or nothing.
import { describe, expect, it } from 'vitest'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { ImportRecord } from '#app/records/import.ts'
import { ids } from '#runtime/ids.ts'
import { aContact } from '../support/builders.ts'
import { aNumber } from '../support/store.ts'
import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  const aSlice = async (size: number) => {
    const store = openStore()
    const campaign = await store.campaign({ shards: 2 })
    const zeroes = { rows: 0, imported: 0, updated: 0, duplicates: 0, rejected: 0, rejects: [] }
    const before: ImportRecord = { id: ids.import(), campaignId: campaign.id, fileName: 'a.csv', state: 'importing', ...zeroes }
    await store.imports.create(before)
    const rows = Array.from({ length: size }, (_, i) => {
      const phone = aNumber(i)
      return aContact({ id: ids.contact(campaign, phone), campaignId: campaign.id, phone })
    })
    const after: ImportRecord = { ...before, rows: size, imported: size }
    const write = (changes: { campaign?: CampaignRecord; contacts?: ContactRecord[]; before?: ImportRecord } = {}) =>
      store.ledger.importSlice({
        campaign: changes.campaign ?? campaign,
        contacts: changes.contacts ?? rows,
        patch: { totalContacts: campaign.totalContacts + size },
        imported: { before: changes.before ?? before, after },
      })
    /** Everything that the slice touches, as it is now. */
    const now = async () => ({
      campaign: await store.campaigns.get(campaign.id),
      import: await store.imports.get(campaign.id, before.id),
      known: (
        await store.contacts.known(
          campaign.id,
          rows.map(({ id }) => id),
        )
      ).size,
    })
    return { ...store, campaign, rows, before, after, write, now }
  }

  describe('a slice', () => {
    it('of 97 contacts is one transaction with the campaign’s total and the import’s progress', async () => {
      const { write, now, campaign, after } = await aSlice(97)
      expect(await write()).toEqual({ ok: true })
      expect(await now()).toEqual({ campaign: { ...campaign, totalContacts: 97, version: 2 }, import: after, known: 97 })
    })

    it('makes its contacts due at once, each in the partition of its shard', async () => {
      const { write, campaign, contacts } = await aSlice(12)
      await write()
      const until = Date.parse('2026-11-02T15:00:00.000Z')
      const due = await Promise.all([0, 1].map((shard) => contacts.freshDue(campaign.id, { shard, priority: 5 }, until)))
      expect(due.flat()).toHaveLength(12)
      for (const [shard, entries] of due.entries()) {
        for (const { contactId } of entries) expect(contactId.charAt(4)).toBe(String(shard))
      }
    })

    const refusals: [string, string, string, (slice: Awaited<ReturnType<typeof aSlice>>) => Promise<unknown>][] = [
      ['contact', 'one of them is there already', 'the contact is there already', ({ contact, campaign }) => contact(campaign, 1)],
      [
        'campaign',
        'it has changed since it was read',
        'the campaign has changed since it was read, to version 2',
        ({ campaigns, campaign }) => campaigns.change(campaign, { name: 'Another' }),
      ],
    ]
    it.each(refusals)('is refused by the %s when %s, and writes nothing', async (part, _, because, meanwhile) => {
      const slice = await aSlice(3)
      await meanwhile(slice)
      const before = await slice.now()
      const campaign = part === 'campaign' ? slice.campaign : await slice.reread(slice.campaign)
      expect(await slice.write({ campaign })).toEqual({ ok: false, refused: [part], because: [because] })
      expect(await slice.now()).toEqual(before)
    })

    it.each([
      ['at another row', { rows: 97 }, 'the import is at row 0'],
      ['in another state', { state: 'awaiting-upload' as const }, 'the import is importing'],
    ])('is refused by the import when that is %s by now', async (_, seen, because) => {
      const { write, now, before } = await aSlice(3)
      const untouched = await now()
      expect(await write({ before: { ...before, ...seen } })).toEqual({ ok: false, refused: ['import'], because: [because] })
      expect(await now()).toEqual(untouched)
    })

    it('is written once by those who write it at the same moment', async () => {
      const { write, now } = await aSlice(5)
      const written = await Promise.all([write(), write(), write()])
      expect(written.filter(({ ok }) => ok)).toHaveLength(1)
      expect(await now()).toMatchObject({ campaign: { totalContacts: 5 }, known: 5, import: { rows: 5 } })
    })

    it('without an import touches none', async () => {
      const { ledger, now, campaign, rows, before } = await aSlice(2)
      expect(await ledger.importSlice({ campaign, patch: { totalContacts: 2 }, contacts: rows })).toEqual({ ok: true })
      expect(await now()).toMatchObject({ campaign: { totalContacts: 2 }, known: 2, import: before })
    })
  })
})
