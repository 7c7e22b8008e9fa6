// The activity log, as it is asked for.

import type { Page, PageRequest } from '#app/ports/pages.ts'
import type { Ports } from '#app/ports.ts'
import type { Activity } from '#contract/activity.ts'
import type { CampaignId } from '#contract/ids.ts'
import { campaignOrThrow } from './change-campaign.ts'

export const activityReport = (ports: Pick<Ports, 'campaigns' | 'activity'>) => ({
  async ofCampaign(id: CampaignId, page: PageRequest): Promise<Page<Activity>> {
    await campaignOrThrow(ports, id)
    return await ports.activity.list(id, page)
  },

  ofAccount: (page: PageRequest): Promise<Page<Activity>> => ports.activity.list(undefined, page),
})
