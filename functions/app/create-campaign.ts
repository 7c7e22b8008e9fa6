// A new campaign, as a draft; or from a list at once, started when the list is imported.

import type * as z from 'zod'
import type { Campaign, NewCampaign } from '#contract/campaign.ts'
import type { StartFromCsv } from '#contract/campaign-routes.ts'
import type { Import } from '#contract/import.ts'
import type { ColumnMapping } from '#contract/list.ts'
import { shardsFor } from '#domain/ids.ts'
import { needConsent } from './campaign-consent.ts'
import { AppError } from './errors.ts'
import { type NotingPorts, noteActivity } from './note-activity.ts'
import type { Ports } from './ports.ts'
import { readList } from './read-list.ts'
import type { CampaignRecord, ImportRecord } from './records.ts'
import type { DialRules } from './turn.ts'
import { announceImport, uploadKey } from './upload-list.ts'
import { viewCampaign, viewImport } from './views.ts'

const draft = ({ ids, clock }: Pick<Ports, 'ids' | 'clock'>, input: Omit<NewCampaign, 'mapping'>, shards: number): CampaignRecord => ({
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

type Needs = NotingPorts & Pick<Ports, 'campaigns' | 'ids'>

const create = async (
  ports: Needs,
  campaign: CampaignRecord,
  options: { watched: boolean; mapping: ColumnMapping | undefined },
): Promise<void> => {
  await ports.campaigns.create(campaign, options)
  await noteActivity(ports, { campaignId: campaign.id, by: 'person', action: 'created' })
}

export const createCampaign =
  (ports: Needs) =>
  async ({ mapping, ...input }: NewCampaign): Promise<Campaign> => {
    const campaign = draft(ports, input, 1)
    await create(ports, campaign, { watched: false, mapping })
    return viewCampaign(campaign)
  }

export const startFromCsv =
  (ports: Needs & Pick<Ports, 'imports' | 'files'>, rules: Pick<DialRules, 'consent'>) =>
  async ({ csv, fileName, mapping, ...input }: z.infer<typeof StartFromCsv>): Promise<{ campaign: Campaign; import: Import }> => {
    // It starts by itself: what a start would be refused for is said now, while somebody listens.
    needConsent(rules, input)
    const list = readList(csv)
    if ('problem' in list) throw new AppError('unprocessable', list.problem, [{ pointer: '/body/csv', detail: list.problem }])
    const campaign: CampaignRecord = { ...draft(ports, input, shardsFor(list.lines.length)), startWhenImported: true }
    await create(ports, campaign, { watched: true, mapping })
    const record: ImportRecord = await announceImport(ports, { campaignId: campaign.id, fileName })
    // The file in the bucket sets the import going, as any upload does.
    await ports.files.write(uploadKey(record), csv)
    return { campaign: viewCampaign(campaign), import: viewImport(record) }
  }
