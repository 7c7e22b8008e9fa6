// A campaign is completed by whoever finds that nothing is left: counters decide, never a timer.
import type { Ports } from './ports.ts'
import type { CampaignRecord } from './records.ts'

type Needs = Pick<Ports, 'campaigns' | 'lanes' | 'clock'>

/** True when the campaign is completed now, or is not this run's business any more. */
export const finishIfDone = async ({ campaigns, lanes, clock }: Needs, seen: CampaignRecord): Promise<boolean> => {
  const [campaign, all] = await Promise.all([campaigns.get(seen.id), lanes.list(seen.id)])
  if (campaign?.state !== 'active' || campaign.run !== seen.run) return true
  if (campaign.openImports > 0) return false
  const finished = all.reduce((sum, lane) => sum + (lane.counters.finished ?? 0), 0)
  if (finished !== campaign.totalContacts) return false
  const completed = await campaigns.change(campaign, { state: 'completed', endedAt: new Date(clock.now()).toISOString() })
  return completed !== undefined
}
