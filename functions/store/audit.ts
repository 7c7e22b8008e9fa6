// The audit log: one item for each entry, never changed, forgotten by the table after so many days.
import * as z from 'zod'
import type { AuditLog } from '#app/access/port.ts'
import type { Ids } from '#app/ports/ids.ts'
import { AuditEntry } from '#contract/audit.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { AUDIT_PARTITION, auditKey } from './table.ts'
import type { Table } from './table-operations.ts'

const ListKey = z.strictObject({ PK: z.literal(AUDIT_PARTITION), SK: z.string().min(1) })
const SECONDS_PER_DAY = 24 * 60 * 60

export const auditIn = (table: Table, { ids, days }: { ids: Pick<Ids, 'activity'>; days: () => number }): AuditLog => ({
  async add(entry) {
    const atMs = Date.parse(entry.at)
    const id = ids.activity(atMs)
    const expiresAt = Math.floor(atMs / 1000) + days() * SECONDS_PER_DAY
    await table.put({ ...auditKey(id), ...entry, id, expiresAt }, { text: 'attribute_not_exists(#PK)' })
  },

  async list({ limit, cursor }) {
    const after = fromCursor(cursor, ListKey)
    const { items, last } = await table.query({ partition: AUDIT_PARTITION, newestFirst: true, limit, after }, AuditEntry)
    return { items, nextCursor: toCursor(last) }
  },
})
