// The next run of a campaign: a new fence number and a new execution. Whoever works for the old run leaves by itself.

import { changeCampaign } from '#app/campaigns/change-campaign.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignId } from '#contract/ids.ts'

type Needs = Pick<Ports, 'campaigns' | 'clock' | 'random' | 'machine'>
type Kick = {
  /** Only if the campaign is still in this run. */
  ifRun?: number
  /** What else changes with the run. */
  patch?: (campaign: CampaignRecord) => Partial<CampaignRecord>
}

/** Gives the campaign as it then is. */
export const kickRun = async (ports: Needs, campaignId: CampaignId, { ifRun, patch }: Kick = {}): Promise<CampaignRecord> => {
  const { campaign, changed } = await changeCampaign(ports, campaignId, (current) => {
    const { state, run } = current
    return state === 'active' && (ifRun === undefined || ifRun === run) ? { ...patch?.(current), run: run + 1 } : undefined
  })
  // When an earlier try got as far as the number but not as far as the execution, the start is what is missing.
  const wasMine = ifRun !== undefined && campaign.state === 'active' && campaign.run === ifRun + 1
  if (changed || wasMine) await ports.machine.start(campaign.id, campaign.run)
  return campaign
}
