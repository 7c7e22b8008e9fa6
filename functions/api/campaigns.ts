// Campaigns themselves: made, read, changed, deleted; and what is known of them.

import { campaignBreakdown } from '#app/breakdown/campaign-breakdown.ts'
import { activityReport } from '#app/campaigns/activity-report.ts'
import { campaignReport } from '#app/campaigns/campaign-report.ts'
import { createCampaign } from '#app/campaigns/create-campaign.ts'
import { deleteCampaign } from '#app/campaigns/delete-campaign.ts'
import { editCampaign } from '#app/campaigns/edit-campaign.ts'
import { campaignRoutes } from '#contract/campaign-routes.ts'
import type { Group } from '#runtime/route-group.ts'
import type { Surroundings } from './surroundings.ts'
import { answering } from './with-live.ts'

export const campaigns = ({ ports, rules }: Surroundings): Group<typeof campaignRoutes> => {
  const report = campaignReport(ports)
  const activity = activityReport(ports)
  const answer = answering(ports)
  return {
    routes: campaignRoutes,
    operations: {
      listCampaigns: async ({ query }) => ({ body: await report.list(query) }),
      createCampaign: async ({ body }) => ({ body: await createCampaign(ports)(body) }),
      startFromCsv: async ({ body, caller, idempotencyKey: key }) => {
        const { startFromList } = await import('#app/imports/start-from-list.ts')
        return { body: await startFromList(ports, rules())(body, { idempotencyKey: key && `${caller.principal}#${key}` }) }
      },
      getCampaign: async ({ params }) => ({ body: await report.get(params.id) }),
      editCampaign: async ({ params, body, ifVersion }) => await answer(await editCampaign(ports)(params.id, { edit: body, ifVersion })),
      deleteCampaign: async ({ params }) =>
        await answer(await deleteCampaign(ports)(params.id), ({ state, live: calls }) => state !== 'stopping' && calls === 0),
      campaignStats: async ({ params }) => ({ body: await report.stats(params.id) }),
      campaignWhy: async ({ params }) => {
        const { campaignWhy } = await import('#app/contacts/why.ts')
        return { body: await campaignWhy(ports, rules())(params.id) }
      },
      campaignBreakdown: async ({ params }) => ({ body: await campaignBreakdown(ports)(params.id) }),
      campaignActivity: async ({ params, query }) => ({ body: await activity.ofCampaign(params.id, query) }),
    },
  }
}
