// A campaign is completed by whoever finds that nothing is left: counters decide, never a timer.
import type { Ports } from './ports.ts'
import type { CampaignRecord, LaneRecord } from './records.ts'

type Needs = Pick<Ports, 'campaigns' | 'lanes' | 'clock'>

export const finishedContacts = (lanes: readonly LaneRecord[]): number =>
  lanes.reduce((sum, { counters }) => sum + (counters.finished ?? 0), 0)

export const isFinished = ({ openImports, totalContacts }: CampaignRecord, lanes: readonly LaneRecord[]): boolean =>
  openImports === 0 && finishedContacts(lanes) === totalContacts

/** True when there is nothing left to do for this run: the campaign is complete, or no longer the run's. */
export const finishIfDone = async ({ campaigns, lanes, clock }: Needs, seen: CampaignRecord): Promise<boolean> => {
  const [campaign, all] = await Promise.all([campaigns.get(seen.id), lanes.list(seen.id)])
  if (campaign?.state !== 'active' || campaign.run !== seen.run) return true
  if (!isFinished(campaign, all)) return false
  const completed = await campaigns.change(campaign, { state: 'completed', endedAt: new Date(clock.now()).toISOString() })
  return completed !== undefined
}
