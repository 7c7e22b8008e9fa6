// Lanes: one item for each telephone line of a campaign. Single-item writes; the ledger writes them together with others.
import type { Lanes } from '#app/ports.ts'
import { LaneRecord } from '#app/records.ts'
import type { Table } from './dynamo.ts'
import { laneKey, lanesPartition } from './table.ts'

export const lanesIn = (table: Table): Lanes => ({
  async list(campaignId) {
    const lanes: LaneRecord[] = []
    let after: Record<string, unknown> | undefined
    do {
      const { items, last } = await table.query({ partition: lanesPartition(campaignId), after }, LaneRecord)
      lanes.push(...items)
      after = last
    } while (after)
    return lanes
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
})
