// The list that a request for a campaign brings: written in it, sent along as a file, or waiting in the bucket. Its beginning can be read.

import { AppError } from '#app/errors.ts'
import type { Bytes } from '#app/list/bytes.ts'
import { openList } from '#app/list/open-list.ts'
import type { Files } from '#app/ports/files.ts'
import type { ImportRecord } from '#app/records/import.ts'
import type { StartFromCsv } from '#contract/campaign-routes.ts'
import type { ImportId } from '#contract/ids.ts'
import type { ColumnMapping } from '#contract/list.ts'
import { kindOfName } from '#contract/list-file.ts'
import { stagedKey } from './staged-list.ts'
import { uploadKey } from './upload-list.ts'

export type GivenPorts = { files: Pick<Files, 'open' | 'copy' | 'write'> }
export type ListInRequest = Pick<StartFromCsv, 'csv' | 'file' | 'importId' | 'sheet'> & { mapping?: ColumnMapping | undefined }

export type GivenList = {
  /** What tells the list from every other. */
  content: Uint8Array | ImportId
  /** Of a list that waits in the bucket: it has its import's id already. */
  importId?: ImportId
  /** Puts it where its arrival sets the import going. */
  deliver: (record: ImportRecord) => Promise<void>
}

const once = async function* (bytes: Uint8Array): Bytes {
  yield bytes
}

const needReadable = async (bytes: Bytes, pointer: string, { sheet, mapping }: ListInRequest): Promise<void> => {
  const list = await openList(bytes, { sheet, mapping })
  if (!list.ok) throw new AppError('unprocessable', list.problem, [{ pointer, detail: list.problem }])
}

const inRequest = async ({ files }: GivenPorts, bytes: Uint8Array, given: ListInRequest): Promise<GivenList> => {
  await needReadable(once(bytes), given.file ? '/body/file' : '/body/csv', given)
  return {
    content: bytes,
    // Twice would be two.
    deliver: (record) => files.write(uploadKey(record), bytes, { contentType: kindOfName(record.fileName).contentType, onlyNew: true }),
  }
}

const inBucket = async ({ files }: GivenPorts, importId: ImportId, given: ListInRequest): Promise<GivenList> => {
  const key = stagedKey(importId)
  await needReadable((await files.open({ key })).bytes, '/body/importId', given)
  return { content: importId, importId, deliver: (record) => files.copy(key, uploadKey(record)) }
}

export const givenList = async (ports: GivenPorts, given: ListInRequest): Promise<GivenList> => {
  const { csv, file, importId } = given
  const [one, ...others] = [file, csv, importId].filter((list) => list !== undefined)
  if (one === undefined || others.length > 0) {
    throw new AppError(
      'invalid_request',
      'Send the list either as a form’s file (-F file=@list.csv), or in JSON as the text csv, or name the importId of an upload.',
      [{ pointer: file ? '/body/file' : '/body/csv', detail: one === undefined ? 'is missing' : 'there is another list besides' }],
    )
  }
  if (importId !== undefined) return inBucket(ports, importId, given)
  return inRequest(ports, file ?? new TextEncoder().encode(csv), given)
}
