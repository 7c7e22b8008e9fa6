// Campaigns: one item each, changed only by whoever has read its newest version; and the lists that name them.
import * as z from 'zod/mini'
import type { Campaigns } from '#app/ports/campaigns.ts'
import { CampaignRecord } from '#app/records/campaign.ts'
import { CampaignId, Instant } from '#contract/ids.ts'
import { ColumnMapping } from '#contract/list.ts'
import { SomeText } from '#contract/parts.ts'
import { COUNTERS, type Deltas } from '#domain/progress.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { removedBy } from './expression.ts'
import { oneCampaignIn } from './one-campaign.ts'
import { campaignKey, mappingKey, SCHEDULED_PARTITION, scheduledKey, summaryKey, watchKey } from './table.ts'
import type { Query, Table, Write } from './table-operations.ts'

const Named = z.object({ id: CampaignId })
const Counters: z.ZodMiniType<Deltas> = z.partialRecord(z.enum(COUNTERS), z.number())
const Summary = z.extend(Named, { counted: z.optional(z.object({ counters: Counters, version: z.int() })) })
const Mapped = z.object({ mapping: ColumnMapping })
const Scheduled = z.extend(Named, { startsAt: Instant })
const ListKey = z.strictObject({ PK: z.literal('CAMPAIGNS'), SK: SomeText })

const watch = (id: CampaignId) => ({ name: 'watch', put: { ...watchKey(id), id } })

type Start = Pick<CampaignRecord, 'id' | 'startsAt'>
/** What the list of scheduled starts loses and gets. */
const rescheduled = (before: Start, after: Start): Write[] => {
  if (before.startsAt === after.startsAt) return []
  const gone = before.startsAt ? [{ name: 'schedule', remove: scheduledKey(before.id, before.startsAt) }] : []
  const { id, startsAt } = after
  return [...gone, ...(startsAt ? [{ name: 'schedule', put: { ...scheduledKey(id, startsAt), id, startsAt } }] : [])]
}

/** A partition to its end. */
const wholePartition = async <T>(table: Table, query: Query, schema: z.ZodMiniType<T>): Promise<T[]> => {
  const all: T[] = []
  let after: Record<string, unknown> | undefined
  do {
    const { items, last } = await table.query({ ...query, after }, schema)
    all.push(...items)
    after = last
  } while (after)
  return all
}

export const campaignsIn = (table: Table): Campaigns => ({
  ...oneCampaignIn(table),

  async create(campaign, { watched, mapping }) {
    const written = await table.transact([
      {
        name: 'campaign',
        put: { ...campaignKey(campaign.id), ...campaign },
        condition: { text: 'attribute_not_exists(#PK)' },
      },
      { name: 'summary', put: { ...summaryKey(campaign.id, campaign.createdAt), id: campaign.id } },
      ...(mapping ? [{ name: 'mapping', put: { ...mappingKey(campaign.id), mapping } }] : []),
      ...(watched ? [watch(campaign.id)] : []),
      ...rescheduled({ id: campaign.id }, campaign),
    ])
    return written.ok
  },

  async mapping(id) {
    return (await table.get(mappingKey(id), Mapped))?.mapping
  },

  async keepMapping(id, mapping) {
    await table.transact([mapping ? { name: 'mapping', put: { ...mappingKey(id), mapping } } : { name: 'mapping', remove: mappingKey(id) }])
  },

  async change(campaign, patch) {
    const changed = { ...campaign, ...patch, version: campaign.version + 1 }
    const written = await table.transact([
      {
        name: 'campaign',
        key: campaignKey(campaign.id),
        change: { set: { ...patch, version: changed.version }, remove: removedBy(patch) },
        condition: { text: '#version = :version', values: { version: campaign.version } },
      },
      ...(patch.state === 'active' || patch.state === 'stopping' || patch.reopening ? [watch(campaign.id)] : []),
      ...rescheduled(campaign, changed),
    ])
    return written.ok ? CampaignRecord.parse(changed) : undefined
  },

  async list({ limit, cursor, oldestFirst = false }) {
    const after = fromCursor(cursor, ListKey)
    const { items, last } = await table.query({ partition: 'CAMPAIGNS', newestFirst: !oldestFirst, limit, after }, Summary)
    const counted = new Map(items.map((summary) => [summary.id, summary.counted]))
    const keys = items.map(({ id }) => campaignKey(id))
    const campaigns = await table.all(keys, CampaignRecord)
    return { items: campaigns.map((campaign) => ({ ...campaign, counted: counted.get(campaign.id) })), nextCursor: toCursor(last) }
  },

  async keepCount({ id, createdAt }, counted) {
    await table.update(summaryKey(id, createdAt), {
      change: { set: { counted } },
      condition: {
        text: 'attribute_exists(#id) AND (attribute_not_exists(#counted) OR #counted.#version < :version)',
        values: { version: counted.version },
      },
      schema: Named,
    })
  },

  async watched() {
    return (await wholePartition(table, { partition: 'WATCHED' }, Named)).map(({ id }) => id)
  },

  scheduled(until) {
    // Whatever follows the moment in a key sorts below a tilde.
    const range = until === undefined ? {} : { from: '0', to: `${until}~` }
    return wholePartition(table, { partition: SCHEDULED_PARTITION, ...range }, Scheduled)
  },

  async unwatch(campaign) {
    await table.transact([
      { name: 'watch', remove: watchKey(campaign.id) },
      {
        name: 'campaign',
        check: campaignKey(campaign.id),
        condition: { text: '#version = :version', values: { version: campaign.version } },
      },
    ])
  },
})
