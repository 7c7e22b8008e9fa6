// A list looked at before anything is written: what it is, what would become of its rows, how the words sound. Writes nothing.

import { campaignOrThrow } from '#app/campaigns/change-campaign.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import { openList } from '#app/list/open-list.ts'
import type { Campaigns } from '#app/ports/campaigns.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { CampaignSettings } from '#contract/campaign-settings.ts'
import type { ListShape } from '#contract/list.ts'
import type { FoundFile, ListPreview, ListPreviewRequest } from '#contract/list-preview.ts'
import type { Unusable } from '#domain/list/header.ts'
import { sampleColumns } from './column-samples.ts'
import { listSource, type SourcePorts } from './list-source.ts'
import type { LookUpPorts } from './look-up.ts'
import { previewRecords } from './preview-records.ts'
import type { Words } from './preview-words.ts'
import { NONE } from './tally.ts'

type Needs = LookUpPorts & SourcePorts & Pick<Ports, 'clock'> & { campaigns: Pick<Campaigns, 'get' | 'mapping'> }

const fileOf = (shape: ListShape, sheets: readonly string[] | undefined): FoundFile => ({
  ...{ format: shape.format, isGzipped: shape.isGzipped, firstLine: shape.body.line },
  ...('encoding' in shape ? { encoding: shape.encoding } : {}),
  ...('delimiter' in shape ? { delimiter: shape.delimiter } : {}),
  ...('hasHeader' in shape ? { hasHeader: shape.hasHeader } : {}),
  ...('sheet' in shape ? { sheet: shape.sheet, sheets: [...(sheets ?? [])] } : {}),
})

/** Nothing can be used; what was seen of the columns is shown, so that a person can say what they are. */
const refusal = ({ problem, seen }: Unusable, { mapping = {} }: ListPreviewRequest): ListPreview => {
  const headers = seen?.headers ?? []
  const said = new Map(Object.entries(mapping))
  const samples = sampleColumns({ headers, fields: headers.map((header) => said.get(header) ?? 'variable') })
  for (const cells of seen?.rows ?? []) samples.add({ cells })
  return { problem, columns: samples.columns, rows: [], rejects: [], reasons: [], counts: NONE, isWhole: true }
}

const wordsOf = ({ prompt, firstMessage }: ListPreviewRequest, campaign: CampaignRecord | undefined): Words | undefined => {
  const words = { prompt: prompt ?? campaign?.prompt ?? '', firstMessage: firstMessage ?? campaign?.firstMessage ?? '' }
  return words.prompt === '' && words.firstMessage === '' ? undefined : words
}

export const previewList =
  (ports: Needs, rules: DialRules) =>
  async (request: ListPreviewRequest): Promise<ListPreview> => {
    const campaign = request.campaignId && (await campaignOrThrow(ports, request.campaignId))
    const kept = request.campaignId && (await ports.campaigns.mapping(request.campaignId))
    const mapping = { ...kept, ...request.mapping }
    const list = await openList(await listSource(ports, request), { sheet: request.sheet, mapping })
    if (!list.ok) return refusal(list, request)
    const plan = {
      ...{ campaign, rules, now: ports.clock.now() },
      settings: request.settings ?? campaign?.settings ?? CampaignSettings.parse({}),
      defaultCountry: request.defaultCountry ?? campaign?.defaultCountry ?? 'US',
    }
    const looked = await previewRecords(ports)(list, { plan, words: wordsOf(request, campaign), mostRows: request.rows })
    return { file: fileOf(list.shape, list.sheets), ...looked }
  }
