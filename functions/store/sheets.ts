// Connected sheets, one item each; and the changes that they have not been told, one item for each change.
import * as z from 'zod/mini'
import { inParallel } from '#app/in-parallel.ts'
import type { Clock } from '#app/ports/clock.ts'
import { SheetRecord, type Sheets } from '#app/ports/sheets.ts'
import { type CampaignId, ContactId } from '#contract/ids.ts'
import { KEPT_SECONDS } from '#contract/kept.ts'
import { removedBy } from './expression.ts'
import { SHEETS_PARTITION, sheetChangeKey, sheetChangesPartition, sheetKey } from './table.ts'
import type { Table } from './table-operations.ts'

const Change = z.object({ contactId: ContactId, change: z.string() })

/** Of one pass: as many rows as one request can carry. */
const MOST_CHANGES = 10_000
const WIDTH = 25

export const sheetsIn = (table: Table, clock: Pick<Clock, 'machine'>): Sheets => {
  const all = async <T>(partition: string, schema: z.ZodMiniType<T>, most: number): Promise<T[]> => {
    const found: T[] = []
    let after: Record<string, unknown> | undefined
    do {
      const { items, last } = await table.query({ partition, after }, schema)
      found.push(...items)
      after = found.length < most ? last : undefined
    } while (after)
    return found
  }
  return {
    get: (campaignId) => table.get(sheetKey(campaignId), SheetRecord),
    list: () => all(SHEETS_PARTITION, SheetRecord, Number.POSITIVE_INFINITY),

    async connect(sheet) {
      await table.put({ ...sheetKey(sheet.campaignId), ...sheet })
    },

    disconnect: (campaignId) => table.take(sheetKey(campaignId), SheetRecord),

    hold: (campaignId, forMs) =>
      table.update(sheetKey(campaignId), {
        change: { set: { heldUntilMs: clock.machine() + forMs } },
        condition: { text: 'attribute_exists(#PK) AND #heldUntilMs <= :nowMs', values: { nowMs: clock.machine() } },
        schema: SheetRecord,
      }),

    release: (seen, patch) =>
      table.update(sheetKey(seen.campaignId), {
        change: { set: { ...patch, heldUntilMs: 0 }, remove: removedBy(patch) },
        condition: {
          text: 'attribute_exists(#PK) AND #heldUntilMs = :held',
          values: { held: seen.heldUntilMs },
        },
        schema: SheetRecord,
      }),

    async note(campaignId, changes) {
      const expiresAt = Math.floor(clock.machine() / 1_000) + KEPT_SECONDS.sheetChange
      await inParallel(changes, WIDTH, (change) => table.put({ ...sheetChangeKey(campaignId, change), ...change, expiresAt }))
    },

    changes: (campaignId) => all(sheetChangesPartition(campaignId), Change, MOST_CHANGES),

    async forget(campaignId: CampaignId, changes) {
      await inParallel(changes, WIDTH, (change) => table.take(sheetChangeKey(campaignId, change), Change))
    },
  }
}
