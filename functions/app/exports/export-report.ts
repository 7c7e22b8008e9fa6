// Exports of a campaign, as they are asked for.
import { campaignOrThrow } from '#app/campaigns/change-campaign.ts'
import { AppError } from '#app/errors.ts'
import type { ExportRecord, Exports } from '#app/ports/exports.ts'
import type { Page, PageRequest } from '#app/ports/pages.ts'
import type { Ports } from '#app/ports.ts'
import { Export, type ExportFormat, type ExportWithFile } from '#contract/export.ts'
import type { CampaignId, ExportId } from '#contract/ids.ts'
import { nothingSeen } from '#domain/export/columns.ts'
import { MOST_SHEET_ROWS } from '#domain/export/sheet-xml.ts'
import { fileKey, wakeExport } from './wake-export.ts'
import { EMPTY_PART } from './zip.ts'

type Needs = Pick<Ports, 'campaigns' | 'clock' | 'files' | 'ids'> & { exports: Exports }

/** Longer than an invocation lasts and is tried again: nobody is at it any more. */
const GIVEN_UP_MS = 50 * 60_000
const STOPPED = 'The export stopped and could not go on. Ask for it again.'

const view = (record: ExportRecord, now: number): Export => {
  const isDead = record.state === 'running' && record.touchedMs !== undefined && now - record.touchedMs > GIVEN_UP_MS
  return Export.parse(isDead ? { ...record, state: 'failed', problem: STOPPED } : record)
}

export const createExport =
  (ports: Needs) =>
  async (campaignId: CampaignId, format: ExportFormat): Promise<Export> => {
    const { totalContacts } = await campaignOrThrow(ports, campaignId)
    if (format === 'xlsx' && totalContacts > MOST_SHEET_ROWS) {
      throw new AppError(
        'unprocessable',
        `A sheet holds ${MOST_SHEET_ROWS} contacts, and the campaign has ${totalContacts}. Export it as CSV instead.`,
      )
    }
    const record: ExportRecord = {
      ...{ id: ports.ids.export(), campaignId, format, state: 'running', rows: 0, version: 1 },
      ...{ phase: 'columns', seen: nothingSeen(), zip: EMPTY_PART, createdAt: new Date(ports.clock.now()).toISOString() },
    }
    await ports.exports.create(record)
    await wakeExport(ports, record)
    return view(record, ports.clock.machine())
  }

export const exportReport = (ports: Needs) => ({
  async list(campaignId: CampaignId, page: PageRequest): Promise<Page<Export>> {
    await campaignOrThrow(ports, campaignId)
    const { items, nextCursor } = await ports.exports.list(campaignId, page)
    return { items: items.map((record) => view(record, ports.clock.machine())), nextCursor }
  },

  async get(campaignId: CampaignId, id: ExportId): Promise<ExportWithFile> {
    const [found] = await Promise.all([ports.exports.get(campaignId, id), campaignOrThrow(ports, campaignId)])
    if (!found) throw new AppError('not_found', `The campaign ${campaignId} has no export ${id}.`)
    const seen = view(found, ports.clock.machine())
    if (found.state !== 'done') return seen
    const { url, expiresAt } = await ports.files.downloadUrl(fileKey(found))
    return { ...seen, file: { url, bytes: found.upload?.bytes ?? 0, expiresAt } }
  },
})
