// Records of a list as slices, each of which is written at once. Where a slice ends depends on the records alone: whoever reads the list
// again from the end of one makes the same slices.

import type { Records } from '#app/list/open-list.ts'
import type { Reject } from '#contract/import.ts'
import type { Place } from '#contract/list.ts'
import type { ListRecord } from '#domain/list/record.ts'

/** A row that cannot be used. Several may stand in one line, as objects of JSON do: the record itself says which it is. */
export type RejectedRow = Pick<Reject, 'column' | 'reason'> & { record: ListRecord }

export const rejectOf = ({ record, column, reason }: RejectedRow): Reject => ({ line: record.start.line, column, reason })

export type Slice<Row> = {
  records: readonly ListRecord[]
  rows: readonly Row[]
  rejected: readonly RejectedRow[]
  /** What was done about rows that are not quite right. */
  notes: readonly string[]
  end: Place
}

type Slicing<Row> = {
  /** `at`: the record's place in its slice. */
  read: (record: ListRecord, at: number) => { rows: readonly Row[]; rejected: readonly RejectedRow[]; notes?: readonly string[] }
  most: { rows: number; records: number }
}

/** A record may have megabytes. */
const MOST_BYTES = 4 * 1024 ** 2

export const slicesOf = async function* <Row>(records: Records, { read, most }: Slicing<Row>): AsyncGenerator<Slice<Row>, void, undefined> {
  const empty = () => ({ records: [] as ListRecord[], rows: [] as Row[], rejected: [] as RejectedRow[], notes: [] as string[] })
  let slice = empty()
  for await (const batch of records) {
    for (const record of batch) {
      const { rows, rejected, notes = [] } = read(record, slice.records.length)
      slice.records.push(record)
      slice.rows.push(...rows)
      slice.rejected.push(...rejected)
      slice.notes.push(...notes)
      const bytes = record.end.offset - (slice.records[0]?.start.offset ?? 0)
      if (slice.rows.length < most.rows && slice.records.length < most.records && bytes < MOST_BYTES) continue
      yield { ...slice, end: record.end }
      slice = empty()
    }
  }
  const last = slice.records.at(-1)
  if (last) yield { ...slice, end: last.end }
}
