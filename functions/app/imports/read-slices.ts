// Records of a list as slices, each of which is written at once. Where a slice ends depends on the records alone: whoever reads the list
// again from the end of one makes the same slices.

import type { Records } from '#app/list/open-list.ts'
import { type NumberedRow, SLICE } from '#app/new-contacts.ts'
import type { Reject } from '#contract/import.ts'
import type { ListShape, Place } from '#contract/list.ts'
import type { ListRecord } from '#domain/list/record.ts'
import { rowReader } from '#domain/list/row-reader.ts'

export type ReadSlice = {
  records: readonly ListRecord[]
  rows: readonly NumberedRow[]
  rejects: readonly Reject[]
  /** What was done about rows that are not quite right. */
  notes: readonly string[]
  end: Place
}

/** Rejects take no place in the transaction; how far the list is read is written now and then all the same. */
const MOST_RECORDS = 1_000
/** A record may have megabytes. */
const MOST_BYTES = 4 * 1024 ** 2

export const readSlices = async function* (records: Records, shape: ListShape): AsyncGenerator<ReadSlice, void, undefined> {
  const read = rowReader(shape)
  const empty = () => ({ records: [] as ListRecord[], rows: [] as NumberedRow[], rejects: [] as Reject[], notes: [] as string[] })
  let slice = empty()
  for await (const batch of records) {
    for (const record of batch) {
      const { line } = record.start
      const row = read(record)
      slice.records.push(record)
      if (row.ok) slice.rows.push({ line, row: row.row })
      else slice.rejects.push({ line, column: row.column, reason: row.reason })
      if (row.ok && row.note !== undefined) slice.notes.push(row.note)
      const bytes = record.end.offset - (slice.records[0]?.start.offset ?? 0)
      if (slice.rows.length < SLICE && slice.records.length < MOST_RECORDS && bytes < MOST_BYTES) continue
      yield { ...slice, end: record.end }
      slice = empty()
    }
  }
  const last = slice.records.at(-1)
  if (last) yield { ...slice, end: last.end }
}
