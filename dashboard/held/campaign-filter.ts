// Which campaigns are looked at, and in which order. It stands in the address.
import * as z from 'zod'
import { CampaignState } from '#contract/campaign.ts'

/** Beside the usual one, the newest first. */
export const CampaignSort = z.enum(['createdAt', 'name', '-name'])
export type CampaignSort = z.infer<typeof CampaignSort>

export const CampaignFilter = z.object({
  search: z.string().trim().min(1).max(200).optional().catch(undefined),
  state: CampaignState.optional().catch(undefined),
  sort: CampaignSort.optional().catch(undefined),
})
export type CampaignFilter = z.infer<typeof CampaignFilter>
