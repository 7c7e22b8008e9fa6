// Campaigns as they are answered: with how many of their contacts are still on the telephone.
import { campaignReport } from '#app/campaigns/campaign-report.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignWithLive } from '#contract/campaign.ts'

type Answer = { status: number; body: CampaignWithLive }

export const answering = (ports: Ports) => {
  const { withLive } = campaignReport(ports)
  /** 202 while something that was asked for is still under way. */
  return async (campaign: CampaignRecord, isDone: (answered: CampaignWithLive) => boolean = () => true): Promise<Answer> => {
    const body = await withLive(campaign)
    return { status: isDone(body) ? 200 : 202, body }
  }
}
