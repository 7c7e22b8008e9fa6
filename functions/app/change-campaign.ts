// Read, decide, write if nobody came between: the one way in which a campaign is changed.
import type { CampaignId } from '#contract/ids.ts'
import { AppError } from './errors.ts'
import type { Ports } from './ports.ts'
import type { CampaignRecord } from './records.ts'

const TRIES = 12
const REST_MS = 15

type Needs = Pick<Ports, 'campaigns' | 'clock' | 'random'>

export const campaignOrThrow = async ({ campaigns }: Pick<Ports, 'campaigns'>, id: CampaignId): Promise<CampaignRecord> => {
  const campaign = await campaigns.get(id)
  if (!campaign) throw new AppError('not_found', `There is no campaign ${id}.`)
  return campaign
}

/** `decide` gives the patch, or undefined to leave the campaign as it is. */
export const changeCampaign = async (
  { campaigns, clock, random }: Needs,
  id: CampaignId,
  decide: (campaign: CampaignRecord) => Partial<CampaignRecord> | undefined,
): Promise<{ campaign: CampaignRecord; changed: boolean }> => {
  for (let tries = 1; tries <= TRIES; tries++) {
    const campaign = await campaignOrThrow({ campaigns }, id)
    const patch = decide(campaign)
    if (!patch) return { campaign, changed: false }
    const changed = await campaigns.change(campaign, patch)
    if (changed) return { campaign: changed, changed: true }
    await clock.rest(random() * REST_MS * 2 ** Math.min(tries, 6))
  }
  throw new AppError('conflict', `The campaign ${id} is being changed by many at once. Try again in a moment.`)
}
