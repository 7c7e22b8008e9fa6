// Which campaigns are looked at, and in which order. It stands in the address.
import * as z from 'zod/mini'
import { CampaignState } from '#contract/campaign-parts.ts'
import { orNothing } from '#contract/otherwise.ts'
import { trimmed } from '#contract/parts.ts'

/** Beside the usual one, the newest first. */
export const CampaignSort = z.enum(['createdAt', 'name', '-name'])
export type CampaignSort = z.infer<typeof CampaignSort>

export const CampaignFilter = z.object({
  search: orNothing(trimmed(200)),
  state: orNothing(CampaignState),
  sort: orNothing(CampaignSort),
})
export type CampaignFilter = z.infer<typeof CampaignFilter>
