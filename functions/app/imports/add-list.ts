// One more list for a campaign that is there already: looked at before, and imported as any upload is.

import { campaignOrThrow } from '#app/campaigns/change-campaign.ts'
import type { Ports } from '#app/ports.ts'
import { viewImport } from '#app/views.ts'
import type { CampaignId } from '#contract/ids.ts'
import type { Import } from '#contract/import.ts'
import { type GivenPorts, givenList, type ListInRequest } from './given-list.ts'
import { announceImport } from './upload-list.ts'

type Needs = GivenPorts & Pick<Ports, 'campaigns' | 'imports' | 'ids'>

export const addList =
  (ports: Needs) =>
  async (campaignId: CampaignId, { mapping, ...given }: ListInRequest & { fileName: string }): Promise<Import> => {
    await campaignOrThrow(ports, campaignId)
    const kept = { ...(await ports.campaigns.mapping(campaignId)), ...mapping }
    const list = await givenList(ports, { ...given, mapping: kept })
    if (mapping) await ports.campaigns.keepMapping(campaignId, kept)
    const { fileName, sheet } = given
    const record = await announceImport(ports, { campaignId, fileName, sheet, ...(list.importId ? { id: list.importId } : {}) })
    // Its arrival in the inbox sets the import going.
    await list.deliver(record)
    return viewImport(record)
  }
