// A campaign is completed by whoever finds that nothing is left: counters decide, never a timer.

import type { LaneSum } from '#app/ports/lanes.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { type NotingPorts, noteActivity } from './note-activity.ts'

type Needs = NotingPorts & Pick<Ports, 'campaigns' | 'lanes'>

export const unfinishedContacts = ({ totalContacts }: CampaignRecord, { counters }: LaneSum): number =>
  totalContacts - (counters.finished ?? 0)

export const isFinished = (campaign: CampaignRecord, sum: LaneSum): boolean =>
  campaign.openImports === 0 && campaign.reopening === undefined && unfinishedContacts(campaign, sum) === 0

/** True when there is nothing left to do for this run: the campaign is complete, or no longer the run's. */
export const finishIfDone = async (ports: Needs, seen: CampaignRecord): Promise<boolean> => {
  const { campaigns, lanes, clock } = ports
  const campaign = await campaigns.get(seen.id)
  if (campaign?.state !== 'active' || campaign.run !== seen.run) return true
  // Only now: whoever brings a finished contact back changes the campaign as well, and what was counted before that would be too much.
  const sum = await lanes.sum(seen.id, { maxAgeMs: 0 })
  if (!isFinished(campaign, sum)) return false
  const completed = await campaigns.change(campaign, { state: 'completed', endedAt: new Date(clock.now()).toISOString() })
  if (!completed) return false
  const evidence = { contacts: completed.totalContacts, run: completed.run }
  await noteActivity(ports, { campaignId: seen.id, by: 'ringmaster', action: 'completed', evidence })
  return true
}
