// Records of a list as slices of the numbers in them, with where each stood.
import type { Slice } from '#app/imports/slices.ts'
import { slicesOf } from '#app/imports/slices.ts'
import type { Records } from '#app/list/open-list.ts'
import type { E164 } from '#contract/ids.ts'
import type { ListShape } from '#contract/list.ts'
import { numbersOf } from '#domain/list/record-numbers.ts'
import { columnsReader } from '#domain/list/row-reader.ts'

export type Listed = { e164: E164; line: number }
export type ListedSlice = Slice<Listed>

/** A part of a second's work: no more is done again after a crash, and the page that shows how far the list is read moves. */
const MOST_RECORDS = 200

export const readListed = (
  records: Records,
  { shape, defaultCountry }: { shape: ListShape; defaultCountry: string },
): AsyncGenerator<ListedSlice, void, undefined> => {
  const columnsIn = columnsReader(shape)
  return slicesOf<Listed>(records, {
    // A record has as many numbers as it has columns for them.
    most: { rows: Number.POSITIVE_INFINITY, records: MOST_RECORDS },
    read(record) {
      const { numbers, rejects } = numbersOf(record, columnsIn(record), defaultCountry)
      return {
        rows: numbers.map((e164) => ({ e164, line: record.start.line })),
        rejected: rejects.map(({ column, reason }) => ({ record, column, reason })),
      }
    },
  })
}
