// The activity log, read: one item for each entry, never changed.
import * as z from 'zod/mini'
import type { ActivityLog } from '#app/ports/activity.ts'
import type { Ids } from '#app/ports/ids.ts'
import { Activity } from '#contract/activity.ts'
import { SomeText } from '#contract/parts.ts'
import { activityNotesIn } from './activity-notes.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { activityPartition } from './table.ts'
import type { Table } from './table-operations.ts'

const listKey = (partition: string) => z.strictObject({ PK: z.literal(partition), SK: SomeText })

export const activityIn = (table: Table, ids: Pick<Ids, 'activity'>): ActivityLog => ({
  ...activityNotesIn(table, ids),

  async list(campaignId, { limit, cursor }) {
    const partition = activityPartition(campaignId)
    const after = fromCursor(cursor, listKey(partition))
    const { items, last } = await table.query({ partition, newestFirst: true, limit, after }, Activity)
    return { items, nextCursor: toCursor(last) }
  },
})
