// The contacts of a campaign, page by page over its shards, with their attempts lying beside them.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { anAttempt } from '../support/builders.ts'
import type { Store } from '../support/store.ts'
import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  /** A campaign with so many contacts; `attempts` says how many each has, over and over. */
  const aList = async (store: Store, { contacts, shards, attempts }: { contacts: number; shards: number; attempts: number[] }) => {
    const campaign = await store.campaign({ shards })
    const ids = new Set<string>()
    for (let i = 0; i < contacts; i++) {
      const contact = await store.contact(campaign, i)
      ids.add(contact.id)
      for (let n = 1; n <= (attempts[i % attempts.length] ?? 0); n++) {
        const id = attemptIdOf(campaign.id, contact.id, n)
        const PK = `CAMPAIGN#${campaign.id}#C${Number.parseInt(contact.id.charAt(4), 16)}`
        await store.table.put({ PK, SK: `CONTACT#${contact.id}#ATTEMPT#0000${n}`, ...anAttempt({ id, contactId: contact.id, n }) })
      }
    }
    return { campaign, ids }
  }

  /** All pages; fails when they do not end. */
  const walk = async (store: Store, campaign: CampaignRecord, limit: number) => {
    const pages: string[][] = []
    let cursor: string | undefined
    do {
      const page = await store.contacts.list(campaign, { limit, cursor })
      pages.push(page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
      if (pages.length > 200) throw new Error('the pages do not end')
    } while (cursor !== undefined)
    return pages
  }

  describe('the list of contacts', () => {
    it('has every contact once and nothing else, whatever the shards, the attempts and the size of a page', async () => {
      const store = openStore()
      await fc.assert(
        fc.asyncProperty(
          fc.record({
            contacts: fc.integer({ min: 0, max: 12 }),
            shards: fc.integer({ min: 1, max: 5 }),
            attempts: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }),
          }),
          fc.integer({ min: 1, max: 8 }),
          async (size, limit) => {
            const { campaign, ids } = await aList(store, size)
            const pages = await walk(store, campaign, limit)
            expect(pages.flat().sort()).toEqual([...ids].sort())
            for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit)
          },
        ),
        { numRuns: 10 },
      )
    })

    it('keeps its place when contacts come between two pages', async () => {
      const store = openStore()
      const { campaign, ids } = await aList(store, { contacts: 10, shards: 3, attempts: [1] })
      const first = await store.contacts.list(campaign, { limit: 4 })
      for (let i = 20; i < 26; i++) await store.contact(campaign, i)
      const listed = first.items.map(({ id }) => id)
      let cursor = first.nextCursor ?? undefined
      while (cursor !== undefined) {
        const page = await store.contacts.list(campaign, { limit: 4, cursor })
        listed.push(...page.items.map(({ id }) => id))
        cursor = page.nextCursor ?? undefined
      }
      expect(new Set(listed).size).toBe(listed.length)
      expect(listed).toEqual(expect.arrayContaining([...ids]))
    })

    it.each([
      ['is not one', 'nonsense'],
      ['names no shard', Buffer.from('{"PK":"a","SK":"b"}').toString('base64url')],
      ['names a shard that is no number', Buffer.from('{"shard":"x"}').toString('base64url')],
      ['names the key of another list', Buffer.from('{"shard":"0","PK":"CAMPAIGNS","SK":"b"}').toString('base64url')],
      ['names half a key', Buffer.from('{"shard":"0","PK":"CAMPAIGNS"}').toString('base64url')],
    ])('refuses a cursor that %s', async (_, cursor) => {
      const store = openStore()
      const { campaign } = await aList(store, { contacts: 2, shards: 1, attempts: [0] })
      await expect(store.contacts.list(campaign, { limit: 1, cursor })).rejects.toMatchObject({ code: 'invalid_request' })
    })
  })
})
