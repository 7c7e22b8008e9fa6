// Exports: how far each is, and the contacts of a campaign with their calls, which lie beside one another.
import * as z from 'zod'
import { ExportRecord, type Exports } from '#app/exports/exports-port.ts'
import { AttemptRecord, type CampaignRecord, ContactRecord } from '#app/records.ts'
import type { ExportedContact } from '#domain/export/exported.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { removedBy } from './expression.ts'
import { campaignKey, contactsPartition, exportKey } from './table.ts'
import type { Table } from './table-operations.ts'

const Contact = ContactRecord.omit({ id: true, campaignId: true, n: true })
const Call = AttemptRecord.pick({
  id: true,
  claimedAt: true,
  answeredAt: true,
  answeredBy: true,
  seconds: true,
  result: true,
  recording: true,
})

/** A call's sort key is its contact's and more. */
const Found = z
  .looseObject({ SK: z.string() })
  .transform((item) =>
    item.SK.includes('#ATTEMPT#') ? { SK: item.SK, call: Call.parse(item) } : { SK: item.SK, contact: Contact.parse(item) },
  )
type Found = z.output<typeof Found>

const Place = z.strictObject({ shard: z.int().min(0).max(15), after: z.string().optional() })

/** Contacts with their calls, and the items of the last one, of which there may be more on the next page. */
const gather = (items: readonly Found[]): { whole: ExportedContact[]; behind: string | undefined; lastBegins: number } => {
  const whole: { contact: ExportedContact['contact']; calls: ExportedContact['calls'][number][] }[] = []
  let lastBegins = 0
  for (const [i, item] of items.entries()) {
    if ('contact' in item) {
      lastBegins = i
      whole.push({ contact: item.contact, calls: [] })
    } else whole.at(-1)?.calls.push(item.call)
  }
  return { whole, behind: items[lastBegins - 1]?.SK, lastBegins }
}

export const exportsIn = (table: Table): Exports => ({
  get: (campaignId, id) => table.get(exportKey(campaignId, id), ExportRecord),

  async create(record) {
    await table.put({ ...exportKey(record.campaignId, record.id), ...record })
  },

  async replace(seen, by) {
    const { version: _, id, campaignId, ...set } = by
    return table.update(exportKey(campaignId, id), {
      change: { set, add: { version: 1 }, remove: removedBy(by) },
      condition: { text: '#version = :seen', values: { seen: seen.version } },
      schema: ExportRecord,
    })
  },

  async list(campaignId, { limit, cursor }) {
    const { PK } = campaignKey(campaignId)
    const after = fromCursor(cursor, z.strictObject({ PK: z.literal(PK), SK: z.string().startsWith('EXPORT#') }))
    const { items, last } = await table.query({ partition: PK, begins: 'EXPORT#', newestFirst: true, limit, after }, ExportRecord)
    return { items, nextCursor: toCursor(last) }
  },

  contacts: async (campaign, cursor) => readPage(table, campaign, fromCursor(cursor, Place) ?? { shard: 0 }),
})

/** As much as one query gives: a megabyte. */
const readPage = async (table: Table, { id, shards }: Pick<CampaignRecord, 'id' | 'shards'>, { shard, after }: z.infer<typeof Place>) => {
  const partition = contactsPartition(id, shard)
  const begin = after === undefined ? undefined : { PK: partition, SK: after }
  const { items, last } = await table.query({ partition, begins: 'CONTACT#', after: begin, consistent: false }, Found)
  const { whole, behind, lastBegins } = gather(items)
  const next = shard + 1 < shards ? toCursor({ shard: shard + 1 }) : null
  if (!last) return { items: whole, nextCursor: next }
  // One contact alone is larger than a page: what is left of it is not told.
  if (behind === undefined || lastBegins === 0) return { items: whole, nextCursor: toCursor({ shard, after: items.at(-1)?.SK }) }
  return { items: whole.slice(0, -1), nextCursor: toCursor({ shard, after: behind }) }
}
