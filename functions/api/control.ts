// What makes a campaign call, or not call.

import { emergencyStop } from '#app/account/emergency-stop.ts'
import { campaignReport } from '#app/campaigns/campaign-report.ts'
import { pauseCampaign } from '#app/campaigns/pause-campaign.ts'
import { reopenCampaign } from '#app/campaigns/reopen-campaign.ts'
import { scheduleCampaign, unscheduleCampaign } from '#app/campaigns/schedule-campaign.ts'
import { resumeCampaign, startCampaign } from '#app/campaigns/start-campaign.ts'
import { stopCampaign } from '#app/campaigns/stop-campaign.ts'
import { controlRoutes } from '#contract/control-routes.ts'
import type { Group } from '#runtime/route-group.ts'
import type { Surroundings } from './surroundings.ts'
import { answering } from './with-live.ts'

export const control = ({ ports, rules }: Surroundings): Group<typeof controlRoutes> => {
  const { withLive } = campaignReport(ports)
  const answer = answering(ports)
  return {
    routes: controlRoutes,
    operations: {
      startCampaign: async ({ params, query }) => {
        if (!query.dryRun) return await answer(await startCampaign(ports, rules())(params.id))
        const { dryRun } = await import('#app/campaigns/dry-run.ts')
        const { campaign, estimate } = await dryRun(ports, rules())(params.id)
        return { body: { ...(await withLive(campaign)), dryRun: estimate } }
      },
      scheduleCampaign: async ({ params, body, ifVersion }) =>
        await answer(await scheduleCampaign(ports, rules())(params.id, { ...body, ifVersion })),
      unscheduleCampaign: async ({ params, ifVersion }) => await answer(await unscheduleCampaign(ports)(params.id, { ifVersion })),
      pauseCampaign: async ({ params }) => await answer(await pauseCampaign(ports)(params.id), ({ state }) => state === 'paused'),
      resumeCampaign: async ({ params }) => await answer(await resumeCampaign(ports, rules())(params.id)),
      stopCampaign: async ({ params, query }) =>
        await answer(await stopCampaign(ports)(params.id, { hangUpLive: query.live === 'hangup' }), ({ state }) => state === 'cancelled'),
      reopenCampaign: async ({ params, body }) => {
        const { campaign, contacts } = await reopenCampaign(ports, rules())(params.id, body.outcomes)
        const { status, body: answered } = await answer(campaign, ({ reopening }) => reopening === undefined)
        return { status, body: { ...answered, reopened: contacts } }
      },
      emergencyStop: async () => {
        const { campaigns, live: calls } = await emergencyStop(ports)()
        return { body: { campaigns: await Promise.all(campaigns.map(withLive)), live: calls } }
      },
    },
  }
}
