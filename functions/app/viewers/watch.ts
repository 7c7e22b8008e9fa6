// What a viewer's socket asks for.

import { campaignReport } from '#app/campaigns/campaign-report.ts'
import type { Ports } from '#app/ports.ts'
import type { Caller } from '#contract/caller.ts'
import type { CampaignWithStats } from '#contract/campaign.ts'
import type { CampaignState } from '#contract/campaign-parts.ts'
import { ALL_CAMPAIGNS, type ClientMessage, type PushedEvent } from '#contract/events.ts'
import { campaignEvents } from './push-changes.ts'

type Needs = Pick<Ports, 'campaigns' | 'clock' | 'lanes' | 'contacts' | 'attempts' | 'imports' | 'viewers' | 'push'>

type Watching = { connectionId: string; viewer?: Caller }

const AT_WORK: ReadonlySet<CampaignState> = new Set(['active', 'pausing', 'paused', 'stopping'])
const LISTED = 50

export const watch =
  (ports: Needs) =>
  async ({ connectionId, viewer }: Watching, message: ClientMessage): Promise<void> => {
    const send = async (event: PushedEvent): Promise<void> => {
      if (!(await ports.push(connectionId, event))) await ports.viewers.disconnect(connectionId)
    }
    if (message.action === 'ping') return send({ event: 'pong', version: 0, data: {} })
    if (message.action === 'unsubscribe') return ports.viewers.unsubscribe(connectionId, message.campaignId)
    if (message.action === 'active_campaigns') return send(await activeCampaigns(ports))

    // Subscribed first, so that nothing falls between the snapshot and the deltas.
    await ports.viewers.subscribe(connectionId, message.campaignId, viewer)
    if (message.campaignId === ALL_CAMPAIGNS) return send(await activeCampaigns(ports))
    const snapshot = await campaignEvents(ports, message.campaignId)
    if (!snapshot) return
    await send(snapshot.update)
    await send(snapshot.progress)
  }

const activeCampaigns = async (ports: Needs): Promise<PushedEvent> => {
  const { items } = await campaignReport(ports).list({ limit: LISTED })
  const campaigns: CampaignWithStats[] = items.filter(({ state }) => AT_WORK.has(state))
  return { event: 'active_campaigns_list', version: Math.max(0, ...campaigns.map(({ version }) => version)), data: { campaigns } }
}
