// Numbers of a list, so many at a time, with where each stood.
import type { Records } from '#app/list/open-list.ts'
import type { E164 } from '#contract/ids.ts'
import type { Reject } from '#contract/import.ts'
import type { ListShape, Place } from '#contract/list.ts'
import { numbersOf } from '#domain/list/record-numbers.ts'
import { columnsReader } from '#domain/list/row-reader.ts'

export type Listed = { e164: E164; line: number }
export type ListedSlice = { rows: number; listed: Listed[]; rejects: Reject[]; end: Place }

/** A part of a second's work: no more is done again after a crash, and the page that shows how far the list is read moves. */
const ROWS = 200

export const readListed = async function* (
  records: Records,
  { shape, defaultCountry }: { shape: ListShape; defaultCountry: string },
): AsyncGenerator<ListedSlice, void, undefined> {
  const columnsIn = columnsReader(shape)
  const empty = () => ({ rows: 0, listed: [] as Listed[], rejects: [] as Reject[], end: shape.body })
  let slice = empty()
  for await (const batch of records) {
    for (const record of batch) {
      const { numbers, rejects } = numbersOf(record, columnsIn(record), defaultCountry)
      slice.rows += 1
      slice.listed.push(...numbers.map((e164) => ({ e164, line: record.start.line })))
      slice.rejects.push(...rejects)
      slice.end = record.end
      if (slice.rows < ROWS) continue
      yield slice
      slice = empty()
    }
  }
  if (slice.rows > 0) yield slice
}
