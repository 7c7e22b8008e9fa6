// A campaign from a list at once: created, its list put into the bucket, started when that is imported.
import { createHash } from 'node:crypto'
import type { Campaign } from '#contract/campaign.ts'
import type { StartFromCsv } from '#contract/campaign-routes.ts'
import type { Import } from '#contract/import.ts'
import type { ColumnMapping } from '#contract/list.ts'
import { kindOfName } from '#contract/list-file.ts'
import { needConsent } from './campaign-consent.ts'
import { campaignOrThrow } from './change-campaign.ts'
import { type CreatingPorts, draft, keepDraft } from './create-campaign.ts'
import { AppError } from './errors.ts'
import { openList } from './list/open-list.ts'
import type { Ports } from './ports.ts'
import type { CampaignRecord } from './records.ts'
import { wishedCampaign } from './templates.ts'
import type { DialRules } from './turn.ts'
import { announceImport, uploadKey } from './upload-list.ts'
import { viewCampaign, viewImport } from './views.ts'

type Needs = CreatingPorts & Pick<Ports, 'imports' | 'files'>
type List = { bytes: Uint8Array; pointer: string }

const refuse = (pointer: string, problem: string): AppError => new AppError('unprocessable', problem, [{ pointer, detail: problem }])

/** The list came as text or as a file, and its beginning can be read. */
const readableList = async ({ csv, file }: Pick<StartFromCsv, 'csv' | 'file'>, mapping: ColumnMapping | undefined): Promise<List> => {
  const pointer = file ? '/body/file' : '/body/csv'
  const bytes = file ?? (csv === undefined ? undefined : new TextEncoder().encode(csv))
  if (!bytes || (file && csv !== undefined)) {
    throw new AppError('invalid_request', 'Send the list either as a form’s file (-F file=@list.csv), or in JSON as the text csv.', [
      { pointer, detail: bytes ? 'there is a csv besides' : 'is missing' },
    ])
  }
  const once = async function* () {
    yield bytes
  }
  const list = await openList(once(), { mapping })
  if (!list.ok) throw refuse(pointer, list.problem)
  return { bytes, pointer }
}

const digestOf = (request: object, bytes: Uint8Array): string =>
  createHash('sha256').update(JSON.stringify(request)).update(bytes).digest('base64url')

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
    { csv, file, fileName, ...request }: StartFromCsv,
    { idempotencyKey }: { idempotencyKey?: string | undefined } = {},
  ): Promise<{ campaign: Campaign; import: Import }> => {
    const wished = await wishedCampaign(ports, request)
    // It starts by itself: what a start would be refused for is said now, while somebody listens.
    needConsent(rules, wished.campaign)
    const { mapping } = wished.campaign
    const { bytes } = await readableList({ csv, file }, mapping)
    const again = idempotencyKey === undefined ? undefined : `start-from-csv ${idempotencyKey}`
    const asked = draft(ports, {
      ...wished,
      startWhenImported: true,
      ...(again === undefined ? {} : { id: ports.ids.campaign(again), request: digestOf({ fileName, ...request }, bytes) }),
    })
    const campaign = (await keepDraft(ports, asked, { watched: true, mapping })) ? asked : await madeBefore(ports, asked)
    const id = again === undefined ? ports.ids.import() : ports.ids.import(again)
    const record = await announceImport(ports, { campaignId: campaign.id, fileName, id })
    // The file in the bucket sets the import going, as any upload does: twice would be two.
    await ports.files.write(uploadKey(record), bytes, { contentType: kindOfName(fileName).contentType, onlyNew: true })
    return { campaign: viewCampaign(campaign), import: viewImport(record) }
  }
