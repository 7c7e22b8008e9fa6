// A new campaign, as a draft; or from a list at once, started when the list is imported.

import type * as z from 'zod'
import type { Campaign, NewCampaign } from '#contract/campaign.ts'
import type { Import } from '#contract/contact.ts'
import type { StartFromCsv } from '#contract/routes.ts'
import { shardsFor } from '#domain/ids.ts'
import { AppError } from './errors.ts'
import type { Ports } from './ports.ts'
import { readList } from './read-list.ts'
import type { CampaignRecord, ImportRecord } from './records.ts'
import { announceImport, uploadKey } from './upload-list.ts'
import { viewCampaign, viewImport } from './views.ts'

const draft = ({ ids, clock }: Pick<Ports, 'ids' | 'clock'>, input: NewCampaign, shards: number): CampaignRecord => ({
  ...input,
  id: ids.campaign(),
  shards,
  edition: 1,
  state: 'draft',
  openImports: 0,
  totalContacts: 0,
  createdAt: new Date(clock.now()).toISOString(),
  version: 1,
  run: 0,
  closed: 0,
})

export const createCampaign =
  (ports: Pick<Ports, 'campaigns' | 'ids' | 'clock'>) =>
  async (input: NewCampaign): Promise<Campaign> => {
    const campaign = draft(ports, input, 1)
    await ports.campaigns.create(campaign, { watched: false })
    return viewCampaign(campaign)
  }

export const startFromCsv =
  (ports: Pick<Ports, 'campaigns' | 'ids' | 'clock' | 'imports' | 'files'>) =>
  async ({ csv, fileName, ...input }: z.infer<typeof StartFromCsv>): Promise<{ campaign: Campaign; import: Import }> => {
    const list = readList(csv)
    if ('problem' in list) throw new AppError('unprocessable', list.problem, [{ pointer: '/body/csv', detail: list.problem }])
    const campaign: CampaignRecord = { ...draft(ports, input, shardsFor(list.lines.length)), startWhenImported: true }
    await ports.campaigns.create(campaign, { watched: true })
    const record: ImportRecord = await announceImport(ports, { campaignId: campaign.id, fileName })
    // The file in the bucket sets the import going, as any upload does.
    await ports.files.write(uploadKey(record), csv)
    return { campaign: viewCampaign(campaign), import: viewImport(record) }
  }
