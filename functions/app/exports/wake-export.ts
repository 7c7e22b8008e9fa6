// An export is begun, or carried on, in another invocation: an object in the bucket tells it, as it tells an import.

import type { ExportRecord } from '#app/ports/exports.ts'
import type { Files } from '#app/ports/files.ts'
import { CampaignId, ExportId } from '#contract/ids.ts'

const EXPORTS_FOLDER = 'exports/'
/** Of what the function that reads all contacts of a campaign is to do. */
export const WAKE_FOLDER = `${EXPORTS_FOLDER}wake/`

export const wakeExport = ({ files }: { files: Pick<Files, 'write'> }, { campaignId, id }: Pick<ExportRecord, 'campaignId' | 'id'>) =>
  files.write(`${WAKE_FOLDER}${campaignId}/${id}`, '')

/** Undefined when the key is none of these objects'. */
export const readExportKey = (key: string): { campaignId: CampaignId; exportId: ExportId } | undefined => {
  if (!key.startsWith(WAKE_FOLDER)) return undefined
  const [campaign, name] = key.slice(WAKE_FOLDER.length).split('/')
  const campaignId = CampaignId.safeParse(campaign)
  const exportId = ExportId.safeParse(name)
  return campaignId.success && exportId.success ? { campaignId: campaignId.data, exportId: exportId.data } : undefined
}

export const fileKey = ({ campaignId, id, format }: Pick<ExportRecord, 'campaignId' | 'id' | 'format'>): string =>
  `${EXPORTS_FOLDER}files/${campaignId}/${id}.${format}`
