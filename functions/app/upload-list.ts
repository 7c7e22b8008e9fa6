// Announcing an import and giving it an address to be uploaded to. The file's arrival in the bucket starts it.
import { CampaignId, ImportId } from '#contract/ids.ts'
import { campaignOrThrow } from './change-campaign.ts'
import type { Ports } from './ports.ts'
import type { ImportRecord } from './records.ts'

/** Of the bucket: the key says whose import it is. */
export const uploadKey = ({ campaignId, id }: Pick<ImportRecord, 'campaignId' | 'id'>): string => `inbox/${campaignId}/${id}.csv`

/** Undefined when the key is not one of ours. */
export const readUploadKey = (key: string): { campaignId: CampaignId; importId: ImportId } | undefined => {
  const [, campaign, name] = /^inbox\/([^/]+)\/([^/]+)\.csv$/.exec(key) ?? []
  const campaignId = CampaignId.safeParse(campaign)
  const importId = ImportId.safeParse(name)
  return campaignId.success && importId.success ? { campaignId: campaignId.data, importId: importId.data } : undefined
}

export const announceImport = async (
  { imports, ids }: Pick<Ports, 'imports' | 'ids'>,
  { campaignId, fileName }: { campaignId: CampaignId; fileName: string },
): Promise<ImportRecord> => {
  const record: ImportRecord = {
    id: ids.import(),
    campaignId,
    fileName,
    state: 'awaiting-upload',
    ...{ rows: 0, imported: 0, updated: 0, duplicates: 0, rejected: 0, rejects: [] },
  }
  await imports.create(record)
  return record
}

export const createUpload =
  (ports: Pick<Ports, 'campaigns' | 'imports' | 'ids' | 'files'>) =>
  async (input: { campaignId: CampaignId; fileName: string }): Promise<{ importId: ImportId; url: string; expiresAt: string }> => {
    await campaignOrThrow(ports, input.campaignId)
    const record = await announceImport(ports, input)
    return { importId: record.id, ...(await ports.files.uploadUrl(uploadKey(record))) }
  }
