// A list of numbers that nobody may call is announced and gets an address to be uploaded to; how far it is read can be asked for.
import { AppError } from '#app/errors.ts'
import type { Files, Page, PageRequest, Ports } from '#app/ports.ts'
import { sizeProblem } from '#app/upload-list.ts'
import { ImportId } from '#contract/ids.ts'
import { kindOfName } from '#contract/list-file.ts'
import { type NewSuppressionImport, SuppressionImport, type SuppressionUpload } from '#contract/suppression-import.ts'
import type { SuppressionImports } from './port.ts'

const FOLDER = 'suppressions/'
const GO_ON = '/go-on'

/** Of the list in the bucket; and of the word that it is to be read on, which comes the same way. */
export const listKey = (id: ImportId): string => `${FOLDER}${id}`
export const goOnKey = (id: ImportId): string => `${listKey(id)}${GO_ON}`

/** `key`: of the list; absent when it is to be read on. Undefined when the key is none of ours. */
export const readListKey = (key: string): { importId: ImportId; key?: string } | undefined => {
  if (!key.startsWith(FOLDER)) return undefined
  const isGoingOn = key.endsWith(GO_ON)
  const importId = ImportId.safeParse(key.slice(FOLDER.length, isGoingOn ? -GO_ON.length : undefined))
  if (!importId.success) return undefined
  return { importId: importId.data, ...(isGoingOn ? {} : { key }) }
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
  ({ suppressionImports }: Reads) =>
  async (id: ImportId): Promise<SuppressionImport> => {
    const record = await suppressionImports.get(id)
    if (!record) throw new AppError('not_found', `There is no list ${id}.`)
    return SuppressionImport.parse(record)
  }

export const listSuppressionImports =
  ({ suppressionImports }: Reads) =>
  async (page: PageRequest): Promise<Page<SuppressionImport>> => {
    const { items, nextCursor } = await suppressionImports.list(page)
    return { items: items.map((record) => SuppressionImport.parse(record)), nextCursor }
  }
