// One page of a partition: between two sort keys, in either direction, behind where the page before ended.
import type { Item, Query } from '#store/table-operations.ts'
import type { Readable } from './rows.ts'
import type { Walkable } from './table-rows.ts'
import { orderedBy, textOf, type Version } from './version.ts'

/** DynamoDB reads no further in one request. */
const PAGE_BYTES = 1024 * 1024

export type Page = {
  read: Version[]
  bytes: number
  /** Something stopped the reading before the end. */
  isCut: boolean
}

type Bounds = { isBelow: (sort: string) => boolean; isAbove: (sort: string) => boolean }

const boundsOf = ({ from = ' ', to, begins }: Query): Bounds => {
  if (begins !== undefined) {
    return { isBelow: (sort) => sort < begins, isAbove: (sort) => sort > begins && !sort.startsWith(begins) }
  }
  if (to === undefined) return { isBelow: () => false, isAbove: () => false }
  if (from > to) throw new Error(`Invalid query: BETWEEN “${from}” and “${to}” the wrong way round`)
  return { isBelow: (sort) => sort < from, isAbove: (sort) => sort > to }
}

/** A row to compare with, from the keys that a page ended with. */
const startOf = (rows: Walkable, { partition, after }: Query): Version | undefined => {
  if (!after) return undefined
  const names = new Set(['PK', 'SK', rows.partitionKey, rows.sortKey])
  const { PK, SK } = after
  const isKey = [...names].every((name) => typeof after[name] === 'string') && Object.keys(after).length === names.size
  if (!isKey || typeof PK !== 'string' || typeof SK !== 'string') throw new Error('The provided starting key is invalid')
  if (after[rows.partitionKey] !== partition) throw new Error('The provided starting key is outside query boundaries')
  const item: Item = { ...after, PK, SK }
  return { item, bytes: 0, record: undefined, recordOf: undefined, shown: undefined }
}

export const readPage = ({ rows, show }: Readable, query: Query): Page => {
  const page: Page = { read: [], bytes: 0, isCut: false }
  const order = orderedBy(rows.sortKey)
  const sortOf = (row: Version): string => textOf(row, rows.sortKey)
  const { isBelow, isAbove } = boundsOf(query)
  const start = startOf(rows, query)

  const walk = query.newestFirst
    ? rows.backward(query.partition, (row) => isAbove(sortOf(row)) || (start !== undefined && order(row, start) >= 0))
    : rows.forward(query.partition, (row) => !isBelow(sortOf(row)) && (start === undefined || order(row, start) > 0))
  const isOutside = query.newestFirst ? isBelow : isAbove

  for (const row of walk) {
    if (isOutside(sortOf(row))) break
    const shown = show(row)
    if (page.read.length > 0 && page.bytes + shown.bytes > PAGE_BYTES) return { ...page, isCut: true }
    page.read.push(shown)
    page.bytes += shown.bytes
    if (page.read.length === query.limit) return { ...page, isCut: true }
  }
  return page
}
