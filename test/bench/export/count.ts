// How long the calls of a campaign of any size take to be counted, and the memory that it takes.
import { campaignBreakdown } from '#app/breakdown/campaign-breakdown.ts'
import { countBreakdown } from '#app/breakdown/count-breakdown.ts'
import { breakdownsIn } from '#store/breakdowns.ts'
import { lanesIn } from '#store/lanes.ts'
import { laneKey } from '#store/table.ts'
import { realClock } from '../../../local/clock/real-clock.ts'
import { memoryTable } from '../../simulation/table/memory-table.ts'
import { aCampaign } from '../../support/builders.ts'
import { madeUpTable } from './made-up-table.ts'

export const measureCount = async (rows: number) => {
  const clock = realClock()
  const campaign = aCampaign({ totalContacts: rows })
  const table = madeUpTable(memoryTable(), campaign, rows)
  await table.put({ ...laneKey(campaign.id, 0), campaignId: campaign.id, k: 0, run: 1, open: false, version: 1, callsPlaced: rows })
  const files = { write: async () => {} }
  const ports = { breakdowns: breakdownsIn(table, clock), campaigns: { get: async () => campaign }, clock, files }
  const ask = campaignBreakdown({ ...ports, lanes: lanesIn(table, clock) })
  await ask(campaign.id)
  const startedAt = performance.now()
  await countBreakdown(ports, () => Number.POSITIVE_INFINITY)(campaign.id)
  const seconds = (performance.now() - startedAt) / 1_000
  const { breakdown } = await ask(campaign.id)
  return {
    calls: breakdown?.total.calls,
    bytes: JSON.stringify(breakdown).length,
    seconds: Math.round(seconds * 10) / 10,
    rowsPerSecond: Math.round(rows / seconds),
    maxRssMb: Math.round(process.resourceUsage().maxRSS / 1_024),
  }
}
