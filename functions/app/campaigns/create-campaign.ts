// A new campaign, as a draft: whole, or from a template.

import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { viewCampaign } from '#app/views.ts'
import type { Activity } from '#contract/activity.ts'
import type { Campaign } from '#contract/campaign.ts'
import type { ColumnMapping } from '#contract/list.ts'
import type { CampaignRequest } from '#contract/template.ts'
import { type NotingPorts, noteActivity } from './note-activity.ts'
import { type Wished, wishedCampaign } from './templates.ts'

export type CreatingPorts = NotingPorts & Pick<Ports, 'campaigns' | 'ids' | 'templates'>

type Draft = Wished & Partial<Pick<CampaignRecord, 'id' | 'request' | 'startsAt' | 'startWhenImported'>>

/** Without its mapping, which is kept beside it. */
export const draft = (
  { ids, clock }: Pick<Ports, 'ids' | 'clock'>,
  { campaign: { mapping: _, ...campaign }, id = ids.campaign(), ...rest }: Draft,
): CampaignRecord => ({
  ...campaign,
  ...rest,
  id,
  shards: 1,
  edition: 1,
  state: 'draft',
  openImports: 0,
  totalContacts: 0,
  createdAt: new Date(clock.now()).toISOString(),
  version: 1,
  run: 0,
  closed: 0,
})

/** False when there is one of its id already. */
export const keepDraft = async (
  ports: CreatingPorts,
  campaign: CampaignRecord,
  { watched, mapping, ...who }: { watched: boolean; mapping: ColumnMapping | undefined } & Partial<Pick<Activity, 'by' | 'because'>>,
): Promise<boolean> => {
  const isNew = await ports.campaigns.create(campaign, { watched, mapping })
  if (isNew) await noteActivity(ports, { by: 'person', ...who, campaignId: campaign.id, action: 'created' })
  return isNew
}

export const createCampaign =
  (ports: CreatingPorts) =>
  async (request: CampaignRequest): Promise<Campaign> => {
    const wished = await wishedCampaign(ports, request)
    const campaign = draft(ports, wished)
    await keepDraft(ports, campaign, { watched: false, mapping: wished.campaign.mapping })
    return viewCampaign(campaign)
  }
