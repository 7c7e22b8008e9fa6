// The next run of a campaign: a new fence number and a new execution. Whoever works for the old run leaves by itself.
import type { CampaignId } from '#contract/ids.ts'
import { changeCampaign } from './change-campaign.ts'
import type { Ports } from './ports.ts'

type Needs = Pick<Ports, 'campaigns' | 'clock' | 'random' | 'machine'>

/** `ifRun`: only if the campaign is still in this run. */
export const kickRun = async (ports: Needs, campaignId: CampaignId, { ifRun }: { ifRun?: number } = {}): Promise<void> => {
  const { campaign, changed } = await changeCampaign(ports, campaignId, ({ state, run }) =>
    state === 'active' && (ifRun === undefined || ifRun === run) ? { run: run + 1 } : undefined,
  )
  // When an earlier try got as far as the number but not as far as the execution, the start is what is missing.
  const wasMine = ifRun !== undefined && campaign.state === 'active' && campaign.run === ifRun + 1
  if (changed || wasMine) await ports.machine.start(campaign.id, campaign.run)
}
