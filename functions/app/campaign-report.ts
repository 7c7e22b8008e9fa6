// Campaigns, their counters, contacts and calls, as they are asked for.
import type { Call } from '#contract/attempt.ts'
import type { CampaignState, CampaignStats, CampaignWithLive, CampaignWithStats } from '#contract/campaign.ts'
import type { Contact, ContactState } from '#contract/contact.ts'
import type { CampaignId, ImportId } from '#contract/ids.ts'
import type { Import } from '#contract/import.ts'
import { campaignOrThrow } from './change-campaign.ts'
import { AppError } from './errors.ts'
import type { Page, PageRequest, Ports } from './ports.ts'
import type { CampaignRecord } from './records.ts'
import { viewCall, viewCampaign, viewContact, viewImport, viewStats } from './views.ts'

type Needs = Pick<Ports, 'campaigns' | 'lanes' | 'contacts' | 'attempts' | 'imports'>

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
  async list({ state, ...page }: PageRequest & { state?: CampaignState | undefined }): Promise<Page<CampaignWithStats>> {
    const { items, nextCursor } = await ports.campaigns.list(page)
    const wanted = items.filter((campaign) => !campaign.deletedAt && (state === undefined || campaign.state === state))
    return { items: await Promise.all(wanted.map(({ id }) => withStats(ports, id))), nextCursor }
  },

  async contacts(id: CampaignId, { state, ...page }: PageRequest & { state?: ContactState | undefined }): Promise<Page<Contact>> {
    const campaign = await campaignOrThrow(ports, id)
    const { items, nextCursor } = await ports.contacts.list(campaign, page)
    return { items: items.filter((contact) => state === undefined || contact.state === state).map(viewContact), nextCursor }
  },

  /** Without `live`, the calls that are over. */
  async calls(id: CampaignId, { live = false, ...page }: PageRequest & { live?: boolean | undefined }): Promise<Page<Call>> {
    await campaignOrThrow(ports, id)
    const { items, nextCursor } = await ports.attempts.list(id, { ...page, live })
    return { items: items.map(viewCall), nextCursor }
  },

  async import(id: CampaignId, importId: ImportId): Promise<Import> {
    const [found] = await Promise.all([ports.imports.get(id, importId), campaignOrThrow(ports, id)])
    if (!found) throw new AppError('not_found', `The campaign ${id} has no import ${importId}.`)
    return viewImport(found)
  },
})
