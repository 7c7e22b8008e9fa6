// Webhooks: one item each, in one partition. There are tens of them, not thousands.
import * as z from 'zod/mini'
import type { Clock } from '#app/ports/clock.ts'
import type { Page, PageRequest } from '#app/ports/pages.ts'
import { WebhookRecord, type Webhooks } from '#app/ports/webhooks.ts'
import { SomeText } from '#contract/parts.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { removedBy } from './expression.ts'
import { WEBHOOKS_PARTITION, webhookKey } from './table.ts'
import type { Table } from './table-operations.ts'

const ListKey = z.strictObject({ PK: z.literal(WEBHOOKS_PARTITION), SK: SomeText })
const PAGE = 100

export const webhooksIn = (table: Table, clock: Pick<Clock, 'machine'>): Webhooks => {
  const list = async ({ limit, cursor }: PageRequest): Promise<Page<WebhookRecord>> => {
    const after = fromCursor(cursor, ListKey)
    const { items, last } = await table.query({ partition: WEBHOOKS_PARTITION, newestFirst: true, limit, after }, WebhookRecord)
    return { items, nextCursor: toCursor(last) }
  }

  return {
    get: (id) => table.get(webhookKey(id), WebhookRecord),
    list,

    async create(record) {
      await table.put({ ...webhookKey(record.id), ...record }, { text: 'attribute_not_exists(#PK)' })
    },

    async all() {
      const found: WebhookRecord[] = []
      let cursor: string | undefined
      do {
        const page = await list({ limit: PAGE, cursor })
        found.push(...page.items)
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      return found
    },

    change: ({ id, version }, patch) =>
      table.update(webhookKey(id), {
        change: { set: { ...patch, version: version + 1 }, remove: removedBy(patch) },
        condition: { text: '#version = :version', values: { version } },
        schema: WebhookRecord,
      }),

    remove: (id) => table.take(webhookKey(id), WebhookRecord),

    hold: (id, forMs) =>
      table.update(webhookKey(id), {
        change: { set: { heldUntilMs: clock.machine() + forMs } },
        condition: {
          text: '#isActive = :true AND #heldUntilMs <= :nowMs AND (attribute_not_exists(#restUntilMs) OR #restUntilMs <= :nowMs)',
          values: { true: true, nowMs: clock.machine() },
        },
        schema: WebhookRecord,
      }),

    async release({ id, heldUntilMs, url }, { failingSince, restUntilMs }) {
      const held = { text: '#heldUntilMs = :held', values: { held: heldUntilMs } }
      const told = await table.update(webhookKey(id), {
        change: { set: { heldUntilMs: 0, failingSince, restUntilMs }, remove: removedBy({ failingSince, restUntilMs }) },
        condition: { text: `${held.text} AND #url = :url`, values: { ...held.values, url } },
        schema: WebhookRecord,
      })
      // Another address has not failed yet.
      if (!told) await table.update(webhookKey(id), { change: { set: { heldUntilMs: 0 } }, condition: held, schema: WebhookRecord })
    },
  }
}
