// Attempts, beside their contact; single-item writes that need no transaction.
import * as z from 'zod'
import type { Attempts } from '#app/ports.ts'
import { AttemptRecord, CallRecord } from '#app/records.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { attemptKey, CALLS_INDEX, callsPartition } from './table.ts'
import type { Table } from './table-operations.ts'

const text = z.string().min(1)
const listKey = (partition: string) => z.strictObject({ PK: text, SK: text, callsPK: z.literal(partition), callsSK: text })

export const attemptsIn = (table: Table): Attempts => ({
  get: (id) => table.get(attemptKey(id), AttemptRecord),

  async list(campaignId, { live, limit, cursor }) {
    const partition = callsPartition(campaignId, live)
    const { items, last } = await table.query(
      { index: CALLS_INDEX, partition, newestFirst: true, limit, after: fromCursor(cursor, listKey(partition)) },
      CallRecord,
    )
    return { items, nextCursor: toCursor(last) }
  },

  async extendLease(id, leaseMs) {
    await table.update(attemptKey(id), {
      change: { set: { leaseMs } },
      condition: { text: 'attribute_exists(#PK) AND #leaseMs < :leaseMs', values: { leaseMs } },
      schema: AttemptRecord,
    })
  },

  note(id, facts) {
    return table.update(attemptKey(id), {
      change: { set: facts, add: { version: 1 } },
      condition: { text: 'attribute_exists(#PK)' },
      schema: AttemptRecord,
    })
  },

  async openStream(attempt, openedMs) {
    const opened = await table.update(attemptKey(attempt.id), {
      change: { set: { streamOpenedMs: openedMs } },
      condition: {
        text: 'attribute_exists(#PK) AND attribute_not_exists(#streamOpenedMs) AND attribute_not_exists(#endedAt)',
      },
      schema: AttemptRecord,
    })
    return opened !== undefined
  },
})
