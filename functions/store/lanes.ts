// Lanes: one item for each telephone line of a campaign. Single-item writes; the ledger writes them together with others.
import type { Clock } from '#app/ports/clock.ts'
import type { LaneSum, Lanes } from '#app/ports/lanes.ts'
import { LaneRecord } from '#app/records/lane.ts'
import type { CampaignId } from '#contract/ids.ts'
import { addDeltas } from '#domain/progress.ts'
import { laneKey, lanesPartition } from './table.ts'
import type { Table } from './table-operations.ts'

/** Sums that are kept; a function looks after few campaigns at a time. */
const KEPT_SUMS = 100

export const lanesIn = (table: Table, clock: Pick<Clock, 'machine'>): Lanes => {
  const kept = new Map<CampaignId, { sum: LaneSum; readMs: number }>()

  const list = async (campaignId: CampaignId): Promise<LaneRecord[]> => {
    const lanes: LaneRecord[] = []
    let after: Record<string, unknown> | undefined
    do {
      const { items, last } = await table.query({ partition: lanesPartition(campaignId), after }, LaneRecord)
      lanes.push(...items)
      after = last
    } while (after)
    return lanes
  }

  return {
    list,

    async sum(campaignId, { maxAgeMs }) {
      const readMs = clock.machine()
      const before = kept.get(campaignId)
      if (before && readMs - before.readMs < maxAgeMs) return before.sum
      const lanes = await list(campaignId)
      const held = lanes.filter(({ attemptId }) => attemptId !== undefined)
      const sum = {
        counters: addDeltas(...lanes.map(({ counters }) => counters)),
        busy: held.length,
        dialling: held.filter(({ claimLeaseMs = 0 }) => claimLeaseMs > readMs).length,
      }
      if (kept.size >= KEPT_SUMS) kept.clear()
      kept.set(campaignId, { sum, readMs })
      return sum
    },

    get: (campaignId, k) => table.get(laneKey(campaignId, k), LaneRecord),

    async open(campaignId, { k, run }) {
      const opened = await table.update(laneKey(campaignId, k), {
        change: { set: { k, run, open: true }, add: { version: 1 }, remove: ['slot'] },
        condition: { text: 'attribute_not_exists(#run) OR #run < :run OR (#run = :run AND #open = :true)', values: { run, true: true } },
        schema: LaneRecord,
      })
      return opened !== undefined
    },

    async close(campaignId, { k, run }) {
      await table.update(laneKey(campaignId, k), {
        change: { set: { run, open: false }, add: { version: 1 }, remove: ['slot'] },
        condition: { text: 'attribute_exists(#run) AND #run <= :run', values: { run } },
        schema: LaneRecord,
      })
    },

    async keep(campaignId, lane, what) {
      const kept = await table.update(laneKey(campaignId, lane.k), {
        change: { set: { ...what }, add: { version: 1 } },
        condition: { text: '#run = :run AND #open = :true', values: { run: lane.run, true: true } },
        schema: LaneRecord,
      })
      return kept !== undefined
    },
  }
}
