// The file of an import, opened where the import stands.

import { firstByteFor, openList, type Records, resumeList } from '#app/list/open-list.ts'
import type { Campaigns } from '#app/ports/campaigns.ts'
import type { Files } from '#app/ports/files.ts'
import type { ImportRecord } from '#app/records/import.ts'
import type { ListShape, Place } from '#contract/list.ts'

export type OpenSource = {
  ok: true
  shape: ListShape
  /** Of the first record. */
  from: Place
  totalBytes: number
  records: Records
  /** How much of the file is read once so much of the list is; undefined where the bytes do not tell. */
  readBytes: (place: Place) => number | undefined
}

const counted = (bytes: AsyncIterable<Uint8Array>, from: number) => {
  const taken = { bytes: from }
  const passing = async function* () {
    for await (const chunk of bytes) {
      taken.bytes += chunk.length
      yield chunk
    }
  }
  return { taken, passing: passing() }
}

/** A spreadsheet is read whole before its first row is; what is packed is read a little ahead. */
const meter = (shape: ListShape, taken: { bytes: number }) => (place: Place) => {
  if (shape.format === 'xlsx') return undefined
  return shape.isGzipped ? taken.bytes : place.offset
}

type Opened = Promise<OpenSource | { ok: false; problem: string }>
type Stand = Pick<ImportRecord, 'source' | 'shape' | 'place'>

/** `options`: how the file is to be read when that is not known yet. */
export const openAt = async (
  { files }: { files: Pick<Files, 'open'> },
  { source, shape, place }: Stand,
  options: () => Promise<Parameters<typeof openList>[1]> = async () => ({}),
): Opened => {
  if (!source) return { ok: false, problem: 'The file of this import is not known. Upload the list again.' }
  const from = shape && place ? firstByteFor(shape, place) : 0
  const { size: totalBytes, bytes } = await files.open({ ...source, from })
  const { taken, passing } = counted(bytes, from)
  if (shape && place) {
    const records = resumeList(passing, shape, place)
    return { ok: true, shape, from: place, totalBytes, records, readBytes: meter(shape, taken) }
  }
  const list = await openList(passing, await options())
  if (!list.ok) return list
  return { ...list, from: list.shape.body, totalBytes, readBytes: meter(list.shape, taken) }
}

export const openSource = (
  { files, campaigns }: { files: Pick<Files, 'open'>; campaigns: Pick<Campaigns, 'mapping'> },
  { campaignId, source, shape, place, rejectsTo, mapping, sheet }: ImportRecord,
): Opened =>
  // Rejected rows that no object holds yet are read once more.
  openAt({ files }, { source, shape, place: rejectsTo ?? place }, async () => ({
    // What was said of this very list wins over what the campaign remembers of others.
    mapping: { ...(await campaigns.mapping(campaignId)), ...mapping },
    sheet,
  }))

/** What a row takes in files that do not tell it beforehand: packed text, and a packed workbook. */
const PACKED_ROW_BYTES = 10
const WORKBOOK_ROW_BYTES = 30

/** About how many rows the file has, from the first of them. */
export const estimateRows = ({ shape, totalBytes, from }: OpenSource, first: { records: readonly unknown[]; end: Place }): number => {
  if (shape.format === 'xlsx') return totalBytes / WORKBOOK_ROW_BYTES
  if (shape.isGzipped) return totalBytes / PACKED_ROW_BYTES
  return totalBytes / ((first.end.offset - from.offset) / first.records.length)
}
