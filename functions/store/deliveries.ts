// Deliveries: one item each under its webhook. Those that wait, and the dead, stand in the due index; all of them in the log, by time.
import * as z from 'zod/mini'
import type { Clock } from '#app/ports/clock.ts'
import type { PageRequest } from '#app/ports/pages.ts'
import { type Deliveries, DeliveryRecord } from '#app/ports/webhooks.ts'
import { EventId, type WebhookId } from '#contract/ids.ts'
import { SomeText } from '#contract/parts.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { removedBy } from './expression.ts'
import { CALLS_INDEX, DUE_INDEX, deadPartition, deliveriesPartition, deliveryKey, deliveryLogPartition, waitingPartition } from './table.ts'
import type { Query, Table } from './table-operations.ts'

const SECONDS_PER_DAY = 24 * 60 * 60

/** Both are in every index; nothing else is needed of it. */
const Entry = z.pipe(
  z.object({ SK: EventId }),
  z.transform(({ SK }) => SK),
)
const ATTRIBUTES = Object.keys(DeliveryRecord.shape)

/** Where a delivery of that state stands in the due index. */
const placeOf = ({ webhookId, id, state, dueAt, deadAt }: DeliveryRecord): { duePK?: string; dueSK?: string } => {
  if (state === 'waiting') return { duePK: waitingPartition(webhookId), dueSK: `${dueAt}#${id}` }
  return state === 'dead' ? { duePK: deadPartition(webhookId), dueSK: `${deadAt}#${id}` } : {}
}

/** A last key of the list, and of no other. */
const listKey = (webhookId: WebhookId, { index, partition }: Required<Pick<Query, 'index' | 'partition'>>) =>
  z.strictObject({
    PK: z.literal(deliveriesPartition(webhookId)),
    SK: EventId,
    [`${index}PK`]: z.literal(partition),
    [`${index}SK`]: SomeText,
  })

const listOf = (webhookId: WebhookId, state: 'waiting' | 'dead' | undefined) => {
  if (state === undefined) return { index: CALLS_INDEX, partition: deliveryLogPartition(webhookId) }
  return { index: DUE_INDEX, partition: state === 'dead' ? deadPartition(webhookId) : waitingPartition(webhookId) }
}

/** `days`: how long a delivery is kept, whatever became of it: there are names and numbers in it. */
export const deliveriesIn = (table: Table, { clock, days }: { clock: Pick<Clock, 'machine'>; days: () => number }): Deliveries => {
  const read = async (webhookId: WebhookId, ids: readonly EventId[]): Promise<DeliveryRecord[]> => {
    if (ids.length === 0) return []
    const found = await table.existing(
      ids.map((id) => deliveryKey(webhookId, id)),
      ATTRIBUTES,
    )
    const bySort = new Map(found.map((item) => [item.SK, item]))
    // One that has just been forgotten is still in the index.
    return ids.flatMap((id) => DeliveryRecord.safeParse(bySort.get(id)).data ?? [])
  }

  return {
    async add(delivery) {
      const expiresAt = Math.floor(clock.machine() / 1_000) + Math.ceil(days() * SECONDS_PER_DAY)
      const logged = { callsPK: deliveryLogPartition(delivery.webhookId), callsSK: `${delivery.createdAt}#${delivery.id}` }
      const item = { ...deliveryKey(delivery.webhookId, delivery.id), ...delivery, ...placeOf(delivery), ...logged, expiresAt }
      await table.put(item, { text: 'attribute_not_exists(#PK)' })
    },

    get: (webhookId, id) => table.get(deliveryKey(webhookId, id), DeliveryRecord),

    async due(webhookId, { nowMs, limit }) {
      // Sorts after every entry of the same instant.
      const to = `${new Date(nowMs).toISOString()}#~`
      return (await table.query({ index: DUE_INDEX, partition: waitingPartition(webhookId), to, limit }, Entry)).items
    },

    async firstWaiting(webhookId, id) {
      const begins = id.slice(0, id.lastIndexOf('_') + 1)
      let after: Record<string, unknown> | undefined
      do {
        const waiting = { partition: deliveriesPartition(webhookId), begins, only: 'attribute_exists(#dueAt)', after }
        const { items, last } = await table.query(waiting, DeliveryRecord)
        if (items[0]) return items[0]
        after = last
      } while (after)
      return undefined
    },

    change(seen, patch) {
      const place = { duePK: undefined, dueSK: undefined, ...placeOf({ ...seen, ...patch }) }
      return table.update(deliveryKey(seen.webhookId, seen.id), {
        change: { set: { ...patch, ...place }, remove: removedBy({ ...patch, ...place }) },
        condition: { text: '#state = :seenState AND #tries = :seenTries', values: { seenState: seen.state, seenTries: seen.tries } },
        schema: DeliveryRecord,
      })
    },

    async list(webhookId: WebhookId, { limit, cursor, state }: PageRequest & { state?: 'waiting' | 'dead' | undefined }) {
      const place = listOf(webhookId, state)
      const after = fromCursor(cursor, listKey(webhookId, place))
      const { items, last } = await table.query({ ...place, newestFirst: state === undefined, limit, after }, Entry)
      return { items: await read(webhookId, items), nextCursor: toCursor(last) }
    },
  }
}
