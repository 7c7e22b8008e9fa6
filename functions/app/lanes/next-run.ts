// All lanes have gone home: the campaign goes on in the next run, unless it is over or somebody else's.

import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { LaneRecord } from '#app/records/lane.ts'
import type { RunInput } from '#contract/machine.ts'
import { kickRun } from './kick-run.ts'
import { leaveShare, type SharingPorts } from './share-lines.ts'

type Needs = SharingPorts & Pick<Ports, 'campaigns' | 'log' | 'machine'>

/** Until the first try after lanes that all ended by errors; twice as long after each that fails, too. */
const FIRST_TRY_MS = 60_000
const LAST_TRY_MS = 15 * 60_000

export const nextRun =
  (ports: Needs) =>
  async ({ campaignId, run }: RunInput): Promise<void> => {
    const lane = await ports.lanes.get(campaignId, 0)
    const campaign = await kickRun(ports, campaignId, { ifRun: run, patch: (current) => ({ fruitless: fruitless(ports, current, lane) }) })
    if (campaign.state !== 'active') await leaveShare(ports, campaignId, { upToRun: run })
  }

/** Lanes of an active campaign that nobody has sent home have ended by errors: whatever is broken is not tried again at once, or by all. */
const fruitless = ({ clock, log }: Needs, { id, run, closed, fruitless: before }: CampaignRecord, lane: LaneRecord | undefined) => {
  const wasSentHome = closed >= run || !lane?.open || lane.run !== run
  if (wasSentHome) return undefined
  const runs = (before?.runs ?? 0) + 1
  const restMs = Math.min(LAST_TRY_MS, FIRST_TRY_MS * 2 ** (runs - 1))
  log.error('run.fruitless', { campaignId: id, run, runs })
  return { runs, nextAt: new Date(clock.now() + restMs).toISOString() }
}
