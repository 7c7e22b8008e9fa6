// Announcing an import and giving it an address to be uploaded to. The file's arrival in the bucket starts it.

import { campaignOrThrow } from '#app/campaigns/change-campaign.ts'
import { AppError } from '#app/errors.ts'
import type { Ports } from '#app/ports.ts'
import type { ImportRecord } from '#app/records/import.ts'
import type { CampaignId, ImportId } from '#contract/ids.ts'
import { kindOfName, MOST_LIST_BYTES } from '#contract/list-file.ts'
import { announcedKey } from '#domain/inbox-key.ts'
import { stagedKey } from './staged-list.ts'

type Announced = {
  campaignId: CampaignId
  fileName: string
  /** Absent: a new one. */
  id?: ImportId
  /** Of a workbook; absent: its first. */
  sheet?: string | undefined
}

/** Of the bucket: the key says whose import it is. */
export const uploadKey = ({ campaignId, id, fileName }: Pick<ImportRecord, 'campaignId' | 'id' | 'fileName'>): string =>
  announcedKey({ campaignId, importId: id, ending: kindOfName(fileName).ending })

export const newImport = ({ campaignId, fileName, id, sheet }: Announced & { id: ImportId }): ImportRecord => ({
  ...{ id, campaignId, fileName, state: 'awaiting-upload' },
  ...{ rows: 0, imported: 0, updated: 0, duplicates: 0, rejected: 0, rejects: [] },
  ...(sheet === undefined ? {} : { sheet }),
})

/** One that was announced before is given as it is now. */
export const announceImport = async (
  { imports, ids }: Pick<Ports, 'imports' | 'ids'>,
  { id = ids.import(), ...announced }: Announced,
): Promise<ImportRecord> => {
  const record = newImport({ ...announced, id })
  if (await imports.create(record)) return record
  return (await imports.get(record.campaignId, id)) ?? record
}

/** What is wrong with a list of so many bytes, before any of it is read. */
export const sizeProblem = (bytes: number): string | undefined =>
  bytes > MOST_LIST_BYTES
    ? `The file has ${Math.ceil(bytes / 1024 ** 2)} MiB, and a list may have ${MOST_LIST_BYTES / 1024 ** 2} MiB. Split it, or pack it with gzip.`
    : undefined

type WantedUpload = {
  /** Absent: the list waits for its campaign. */
  campaignId?: CampaignId | undefined
  fileName: string
  size?: number | undefined
}
type Upload = { importId: ImportId; url: string; contentType: string; expiresAt: string }

const staged = (id: ImportId) => ({ id, key: stagedKey(id) })

const announced = async (ports: Pick<Ports, 'campaigns' | 'imports' | 'ids'>, upload: { campaignId: CampaignId; fileName: string }) => {
  await campaignOrThrow(ports, upload.campaignId)
  const record = await announceImport(ports, upload)
  return { id: record.id, key: uploadKey(record) }
}

export const createUpload =
  (ports: Pick<Ports, 'campaigns' | 'imports' | 'ids' | 'files'>) =>
  async ({ size, campaignId, fileName }: WantedUpload): Promise<Upload> => {
    const problem = sizeProblem(size ?? 0)
    if (problem) throw new AppError('too_large', problem, [{ pointer: '/body/size', detail: problem }])
    const { contentType } = kindOfName(fileName)
    const { id, key } = campaignId === undefined ? staged(ports.ids.import()) : await announced(ports, { campaignId, fileName })
    return { importId: id, contentType, ...(await ports.files.uploadUrl(key, { contentType, size })) }
  }
