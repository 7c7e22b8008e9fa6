// One campaign, read: all that news of its calls need of it.
import type { Campaigns } from '#app/ports/campaigns.ts'
import { CampaignRecord } from '#app/records/campaign.ts'
import { campaignKey } from './table.ts'
import type { Table } from './table-operations.ts'

export const oneCampaignIn = (table: Table): Pick<Campaigns, 'get'> => ({
  get: (id) => table.get(campaignKey(id), CampaignRecord),
})
