// Contacts and their due index.
import * as z from 'zod/mini'
import type { Contacts, Due } from '#app/ports/contacts.ts'
import { ContactRecord } from '#app/records/contact.ts'
import type { CampaignId } from '#contract/ids.ts'
import { ContactId as ContactIdSchema, Instant } from '#contract/ids.ts'
import { SomeText } from '#contract/parts.ts'
import { queuesIn } from '#domain/queues.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { oneContactIn } from './one-contact.ts'
import { contactKey, contactsPartition, DUE_INDEX, dueSort, freshPartition, retriesPartition } from './table.ts'
import type { Table } from './table-operations.ts'

// A window of the head of the queue: lanes that pick at random in it seldom meet.
const HEAD = 25

const Entry = z.pipe(
  z.object({ dueSK: z.string() }),
  z.transform(({ dueSK }): Due => {
    const [dueAt, contactId] = dueSK.split('#')
    return { dueAt: Date.parse(Instant.parse(dueAt)), contactId: ContactIdSchema.parse(contactId) }
  }),
)

const KnownContact = z.pick(ContactRecord, { importIds: true, listedBy: true })

const iso = (ms: number): string => new Date(ms).toISOString()
/** Sorts after every entry of the same instant. */
const untilSort = (ms: number): string => `${iso(ms)}#~`

const unchanged = 'attribute_not_exists(#heldBy) AND #state IN (:pending, :retrying) AND #n = :n'

const shard = { shard: z.string().check(z.regex(/^\d{1,2}$/)) }
/** Where the next page begins: at the start of a shard, or behind a key in it. */
const listKey = (campaignId: CampaignId) =>
  z.union([
    z.strictObject(shard),
    z
      .strictObject({ ...shard, PK: z.string(), SK: SomeText })
      .check(z.refine((key) => key.PK === contactsPartition(campaignId, Number(key.shard)))),
  ])

export const contactsIn = (table: Table): Contacts => {
  const head = async (partition: string, until: number): Promise<Due[]> =>
    (await table.query({ index: DUE_INDEX, partition, to: untilSort(until), limit: HEAD }, Entry)).items
  const first = async (partition: string): Promise<number | undefined> =>
    (await table.query({ index: DUE_INDEX, partition, limit: 1 }, Entry)).items[0]?.dueAt
  const { get } = oneContactIn(table)

  return {
    get,
    retriesDue: (campaignId, until) => head(retriesPartition(campaignId), until),
    freshDue: (campaignId, { shard, priority }, until) => head(freshPartition(campaignId, shard, priority), until),

    async nextDue(campaign) {
      const { id } = campaign
      const fresh = queuesIn(campaign).map(({ shard, priority }) => freshPartition(id, shard, priority))
      const partitions = [retriesPartition(id), ...fresh]
      const heads = (await Promise.all(partitions.map(first))).filter((dueAt) => dueAt !== undefined)
      return heads.length > 0 ? Math.min(...heads) : undefined
    },

    async known(campaignId, ids) {
      const bySort = new Map(ids.map((id) => [contactKey(campaignId, id).SK, id]))
      const found = await table.existing(
        ids.map((id) => contactKey(campaignId, id)),
        ['importIds', 'listedBy'],
      )
      return new Map(
        found.flatMap((item) => {
          const id = bySort.get(item.SK)
          return id ? [[id, KnownContact.parse(item)] as const] : []
        }),
      )
    },

    async postpone(contact, { dueAt, because }) {
      const postponed = await table.update(contactKey(contact.campaignId, contact.id), {
        change: {
          set: { dueAt: iso(dueAt), dueSK: dueSort(iso(dueAt), contact.id), heldBecause: because },
          remove: ['heldBy'],
        },
        condition: { text: '#state = :state AND #n = :n', values: { state: contact.state, n: contact.n } },
        schema: ContactRecord,
      })
      return postponed !== undefined
    },

    async hold(campaignId, due, { by, until }) {
      const contact = await get(campaignId, due.contactId)
      if (!contact || contact.dueAt !== iso(due.dueAt)) return false
      const held = await table.update(contactKey(campaignId, due.contactId), {
        change: { set: { heldBy: by, dueAt: iso(until), dueSK: dueSort(iso(until), due.contactId) } },
        condition: {
          text: `${unchanged} AND #dueAt = :dueAt`,
          values: { pending: 'pending', retrying: 'retrying', n: contact.n, dueAt: iso(due.dueAt) },
        },
        schema: ContactRecord,
      })
      return held !== undefined
    },

    async list(campaign, { limit, cursor }) {
      const start = fromCursor(cursor, listKey(campaign.id)) ?? { shard: '0' }
      const items: ContactRecord[] = []
      let { shard, ...after } = start
      for (let s = Number(shard); s < campaign.shards; s++) {
        let from: Record<string, unknown> | undefined = 'PK' in after ? after : undefined
        do {
          const page = await table.query(
            {
              partition: contactsPartition(campaign.id, s),
              begins: 'CONTACT#',
              limit: limit - items.length,
              after: from,
              // The attempts of a contact lie beside it.
              only: 'attribute_exists(#variables)',
            },
            ContactRecord,
          )
          items.push(...page.items)
          from = page.last
          if (items.length >= limit && from) return { items, nextCursor: toCursor({ ...from, shard: String(s) }) }
        } while (from)
        after = {}
        if (items.length >= limit && s + 1 < campaign.shards) return { items, nextCursor: toCursor({ shard: String(s + 1) }) }
      }
      return { items, nextCursor: null }
    },
  }
}
