// Campaigns, their counters, contacts and calls, as they are asked for.

import type { ListedCampaign } from '#app/ports/campaigns.ts'
import type { Page, PageRequest } from '#app/ports/pages.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { viewCall, viewCampaign, viewStats } from '#app/views.ts'
import type { Call } from '#contract/call.ts'
import type { CampaignStats, CampaignWithLive, CampaignWithStats } from '#contract/campaign.ts'
import type { CampaignState } from '#contract/campaign-parts.ts'
import type { CampaignId } from '#contract/ids.ts'
import { folded } from '#domain/folded.ts'
import { statsOf } from '#domain/progress.ts'
import { campaignsByName } from './campaigns-by-name.ts'
import { campaignOrThrow } from './change-campaign.ts'

type Needs = Pick<Ports, 'campaigns' | 'lanes' | 'attempts' | 'imports'>

type CampaignsAsked = {
  state?: CampaignState | undefined
  search?: string | undefined
  sort?: '-createdAt' | 'createdAt' | 'name' | '-name' | undefined
}

/** As the list has it: counters as they were a second or two ago, so that a page of it is one query, and one request for the campaigns. */
const asListed = async (
  ports: Pick<Needs, 'campaigns' | 'lanes'>,
  { counted, ...campaign }: ListedCampaign,
): Promise<CampaignWithStats> => {
  if (counted) return { ...viewCampaign(campaign), stats: statsOf(campaign.totalContacts, counted.counters) }
  const lanes = await ports.lanes.list(campaign.id)
  return { ...viewCampaign(campaign), stats: viewStats(campaign, lanes) }
}

/** Lanes first: a campaign read after its lanes never shows more of its contacts at work than it has. */
const withStats = async ({ campaigns, lanes }: Pick<Needs, 'campaigns' | 'lanes'>, id: CampaignId): Promise<CampaignWithStats> => {
  const all = await lanes.list(id)
  const campaign = await campaignOrThrow({ campaigns }, id)
  return { ...viewCampaign(campaign), stats: viewStats(campaign, all) }
}

export const campaignReport = (ports: Needs) => ({
  async get(id: CampaignId): Promise<CampaignWithStats> {
    const [campaign, mapping] = await Promise.all([withStats(ports, id), ports.campaigns.mapping(id)])
    return mapping ? { ...campaign, mapping } : campaign
  },

  async stats(id: CampaignId): Promise<CampaignStats> {
    return (await withStats(ports, id)).stats
  },

  /** As a command answers with it. */
  async withLive(campaign: CampaignRecord): Promise<CampaignWithLive> {
    const { counters } = await ports.lanes.sum(campaign.id, { maxAgeMs: 0 })
    return { ...viewCampaign(campaign), live: counters.live ?? 0 }
  },

  /** A filter may leave a page short; `nextCursor` says whether there is more. */
  async list({ state, search, sort, ...page }: PageRequest & CampaignsAsked): Promise<Page<CampaignWithStats>> {
    const isWanted = ({ deletedAt, name, ...campaign }: ListedCampaign): boolean =>
      !deletedAt && (state === undefined || campaign.state === state) && (search === undefined || folded(name).includes(folded(search)))
    const isByName = sort === 'name' || sort === '-name'
    const { items, nextCursor } = isByName
      ? await campaignsByName(ports, { ...page, isWanted, isReversed: sort === '-name' })
      : await ports.campaigns.list({ ...page, oldestFirst: sort === 'createdAt' })
    return { items: await Promise.all(items.filter(isWanted).map((campaign) => asListed(ports, campaign))), nextCursor }
  },

  /** Without `live`, the calls that are over. */
  async calls(id: CampaignId, { live = false, ...page }: PageRequest & { live?: boolean | undefined }): Promise<Page<Call>> {
    await campaignOrThrow(ports, id)
    const { items, nextCursor } = await ports.attempts.list(id, { ...page, live })
    return { items: items.map(viewCall), nextCursor }
  },
})
