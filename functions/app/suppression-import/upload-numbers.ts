// A list of numbers that nobody may call is announced and gets an address to be uploaded to; how far it is read can be asked for.
import { AppError } from '#app/errors.ts'
import { resultAddresses } from '#app/imports/result-addresses.ts'
import { sizeProblem } from '#app/imports/upload-list.ts'
import { readSuppressionWakeKey } from '#app/imports/wake-import.ts'
import type { Files } from '#app/ports/files.ts'
import type { Page, PageRequest } from '#app/ports/pages.ts'
import type { SuppressionImports } from '#app/ports/suppression-imports.ts'
import type { Ports } from '#app/ports.ts'
import { ImportId } from '#contract/ids.ts'
import { kindOfName } from '#contract/list-file.ts'
import {
  type NewSuppressionImport,
  SuppressionImport,
  type SuppressionImportWithResults,
  type SuppressionUpload,
} from '#contract/suppression-import.ts'

const FOLDER = 'suppressions/'

/** Of the list in the bucket. */
export const listKey = (id: ImportId): string => `${FOLDER}${id}`

/** `key`: of the list; absent when it is to be read on. Undefined when the key is none of ours. */
export const readListKey = (key: string): { importId: ImportId; key?: string } | undefined => {
  const woken = readSuppressionWakeKey(key)
  if (woken) return { importId: woken }
  const importId = ImportId.safeParse(key.startsWith(FOLDER) ? key.slice(FOLDER.length) : undefined)
  return importId.success ? { importId: importId.data, key } : undefined
}

type Needs = Pick<Ports, 'clock' | 'ids'> & { files: Pick<Files, 'uploadUrl'>; suppressionImports: SuppressionImports }

export const createSuppressionImport =
  ({ clock, ids, files, suppressionImports }: Needs) =>
  async ({ size, ...announced }: NewSuppressionImport): Promise<SuppressionUpload> => {
    const problem = sizeProblem(size ?? 0)
    if (problem) throw new AppError('too_large', problem, [{ pointer: '/body/size', detail: problem }])
    const id = ids.import()
    const counts = { rows: 0, suppressed: 0, alreadySuppressed: 0, rejected: 0, cancelledCalls: 0, rejects: [] }
    const createdAt = new Date(clock.now()).toISOString()
    await suppressionImports.create({ ...announced, ...counts, id, version: 1, createdAt, state: 'awaiting-upload' })
    const { contentType } = kindOfName(announced.fileName)
    return { importId: id, contentType, ...(await files.uploadUrl(listKey(id), { contentType, size })) }
  }

type Reads = { suppressionImports: SuppressionImports }

export const getSuppressionImport =
  ({ suppressionImports, files }: Reads & { files: Pick<Files, 'downloadUrl'> }) =>
  async (id: ImportId): Promise<SuppressionImportWithResults> => {
    const record = await suppressionImports.get(id)
    if (!record) throw new AppError('not_found', `There is no list ${id}.`)
    const isOver = record.state === 'imported' || record.state === 'failed'
    const results = isOver ? await resultAddresses({ files }, record) : undefined
    return { ...SuppressionImport.parse(record), ...(results ? { results } : {}) }
  }

export const listSuppressionImports =
  ({ suppressionImports }: Reads) =>
  async (page: PageRequest): Promise<Page<SuppressionImport>> => {
    const { items, nextCursor } = await suppressionImports.list(page)
    return { items: items.map((record) => SuppressionImport.parse(record)), nextCursor }
  }
