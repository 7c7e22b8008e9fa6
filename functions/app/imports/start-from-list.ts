// A campaign from a list at once: created, its list put into the bucket, started when that is imported.
import { createHash } from 'node:crypto'
import { needConsent } from '#app/campaigns/campaign-consent.ts'
import { campaignOrThrow } from '#app/campaigns/change-campaign.ts'
import { type CreatingPorts, draft, keepDraft } from '#app/campaigns/create-campaign.ts'
import { noteActivity } from '#app/campaigns/note-activity.ts'
import { needLater } from '#app/campaigns/schedule-campaign.ts'
import { wishedCampaign } from '#app/campaigns/templates.ts'
import { AppError } from '#app/errors.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { viewCampaign, viewImport } from '#app/views.ts'
import type { Campaign } from '#contract/campaign.ts'
import type { StartFromCsv } from '#contract/campaign-routes.ts'
import type { Import } from '#contract/import.ts'
import { type GivenList, givenList } from './given-list.ts'
import { announceImport } from './upload-list.ts'

type Needs = CreatingPorts & Pick<Ports, 'imports' | 'files'>

const digestOf = (request: object, { content }: GivenList): string =>
  createHash('sha256').update(JSON.stringify(request)).update(content).digest('base64url')

/** The campaign that this request has made before: as it is now. */
const madeBefore = async (ports: Needs, { id, request }: CampaignRecord): Promise<CampaignRecord> => {
  const campaign = await campaignOrThrow(ports, id)
  if (campaign.request === request) return campaign
  throw new AppError('unprocessable', 'This Idempotency-Key came with another request before. Send each new request with a new key.')
}

/** The same request with the same key is the same campaign and the same import, however often it comes and wherever it was cut off. */
export const startFromList =
  (ports: Needs, rules: Pick<DialRules, 'consent'>) =>
  async (
    { csv, file, importId, sheet, startsAt, fileName, ...request }: StartFromCsv,
    { idempotencyKey }: { idempotencyKey?: string | undefined } = {},
  ): Promise<{ campaign: Campaign; import: Import }> => {
    const wished = await wishedCampaign(ports, request)
    // It starts by itself: what a start would be refused for is said now, while somebody listens.
    needConsent(rules, wished.campaign)
    if (startsAt !== undefined) needLater(ports, startsAt)
    const { mapping } = wished.campaign
    const list = await givenList(ports, { csv, file, importId, sheet, mapping })
    const again = idempotencyKey === undefined ? undefined : `start-from-csv ${idempotencyKey}`
    const asked = draft(ports, {
      ...wished,
      ...(startsAt === undefined ? { startWhenImported: true } : { startsAt }),
      ...(again === undefined ? {} : { id: ports.ids.campaign(again), request: digestOf({ fileName, sheet, startsAt, ...request }, list) }),
    })
    const isNew = await keepDraft(ports, asked, { watched: true, mapping })
    if (isNew && startsAt !== undefined)
      await noteActivity(ports, { campaignId: asked.id, by: 'person', action: 'scheduled', evidence: { startsAt } })
    const campaign = isNew ? asked : await madeBefore(ports, asked)
    const id = list.importId ?? (again === undefined ? ports.ids.import() : ports.ids.import(again))
    const record = await announceImport(ports, { campaignId: campaign.id, fileName, id, sheet })
    // The file in the inbox sets the import going, as any upload does.
    await list.deliver(record)
    return { campaign: viewCampaign(campaign), import: viewImport(record) }
  }
