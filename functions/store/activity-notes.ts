// The activity log, written: all that most functions have to do with it.
import type { ActivityLog } from '#app/ports/activity.ts'
import type { Ids } from '#app/ports/ids.ts'
import { activityKey } from './table.ts'
import type { Table } from './table-operations.ts'

export const activityNotesIn = (table: Table, ids: Pick<Ids, 'activity'>): Pick<ActivityLog, 'add'> => ({
  async add(entry) {
    const id = ids.activity(Date.parse(entry.at))
    await table.put({ ...activityKey(entry.campaignId, id), ...entry, id })
  },
})
