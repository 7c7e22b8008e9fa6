// The audit log: one item for each entry, never changed, forgotten by the table after so many days.
import * as z from 'zod/mini'
import type { AuditAsked, AuditLog } from '#app/ports/access.ts'
import type { Ids } from '#app/ports/ids.ts'
import { AuditEntry } from '#contract/audit.ts'
import { SomeText } from '#contract/parts.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { AUDIT_PARTITION, auditKey } from './table.ts'
import type { Table } from './table-operations.ts'

const ListKey = z.strictObject({ PK: z.literal(AUDIT_PARTITION), SK: SomeText })
const SECONDS_PER_DAY = 24 * 60 * 60
/** At once, when only some of them are wanted: about 100 KB. */
const READ_AT_ONCE = 300
/** A filter that fits hardly any entry would otherwise read a year of them. */
const MOST_READS = 20

const isAsked = (entry: AuditEntry, { principal, outcome }: AuditAsked): boolean =>
  (principal === undefined || entry.principal === principal) && (outcome === undefined || entry.outcome === outcome)

export const auditIn = (table: Table, { ids, days }: { ids: Pick<Ids, 'activity'>; days: () => number }): AuditLog => ({
  async add(entry) {
    const atMs = Date.parse(entry.at)
    const id = ids.activity(atMs)
    const expiresAt = Math.floor(atMs / 1000) + days() * SECONDS_PER_DAY
    await table.put({ ...auditKey(id), ...entry, id, expiresAt }, { text: 'attribute_not_exists(#PK)' })
  },

  async list(asked) {
    const { limit, cursor, principal, outcome } = asked
    const atOnce = principal === undefined && outcome === undefined ? limit : READ_AT_ONCE
    const wanted: AuditEntry[] = []
    let after: Record<string, unknown> | undefined = fromCursor(cursor, ListKey)
    for (let reads = 0; reads < MOST_READS; reads++) {
      const { items, last } = await table.query({ partition: AUDIT_PARTITION, newestFirst: true, limit: atOnce, after }, AuditEntry)
      for (const [i, entry] of items.entries()) {
        if (isAsked(entry, asked)) wanted.push(entry)
        if (wanted.length < limit) continue
        const isRest = last !== undefined || i < items.length - 1
        return { items: wanted, nextCursor: toCursor(isRest ? auditKey(entry.id) : undefined) }
      }
      after = last
      if (!after) break
    }
    return { items: wanted, nextCursor: toCursor(after) }
  },
})
