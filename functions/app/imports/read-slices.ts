// Records of a contact list as slices of rows. A row's line is its place in the slice, by which its record is found again.

import { type NumberedRow, SLICE } from '#app/contacts/new-contacts.ts'
import type { Records } from '#app/list/open-list.ts'
import type { ListShape } from '#contract/list.ts'
import { rowReader } from '#domain/list/row-reader.ts'
import { type Slice, slicesOf } from './slices.ts'

/** Rejects take no place in the transaction; how far the list is read is written now and then all the same. */
const MOST_RECORDS = 1_000

export type ReadSlice = Slice<NumberedRow>

export const readSlices = (records: Records, shape: ListShape): AsyncGenerator<ReadSlice, void, undefined> => {
  const read = rowReader(shape)
  return slicesOf<NumberedRow>(records, {
    most: { rows: SLICE, records: MOST_RECORDS },
    read(record, at) {
      const found = read(record)
      if (!found.ok) return { rows: [], rejected: [{ record, column: found.column, reason: found.reason }] }
      return { rows: [{ line: at, row: found.row }], rejected: [], ...(found.note === undefined ? {} : { notes: [found.note] }) }
    },
  })
}
