// Where in a sheet the header stands, what its columns are, and which of them are written to.
import type { ColumnMapping, ListField } from '#contract/list.ts'
import { ID_COLUMN, type SheetColumns } from '#contract/sheet.ts'
import { fold } from '#domain/list/fold.ts'
import { findHeader } from '#domain/list/header.ts'

/** Rows of cells as the sheet has them, the first one first. */
export type Table = readonly (readonly string[])[]

/** What is written into a column of ours: a result, or whose row it is. */
export type OwnColumn = keyof SheetColumns | 'id'

export type Layout = {
  /** Index of the header's row. */
  headerRow: number
  headers: string[]
  fields: ListField[]
  /** Where each column of ours is, or will be once it is added. */
  own: ReadonlyMap<OwnColumn, number>
  /** Columns that the sheet lacks. */
  added: { column: number; name: string }[]
  /** The sheet has the column that says whose row it is: without it nothing in the sheet can be trusted to be ours. */
  hasIds: boolean
}

/** Rows that are enough to find the header. */
const ROWS = 200

const namesOf = (columns: SheetColumns): [OwnColumn, string][] => {
  const { status, outcome, summary, nextAttempt, lastCall } = columns
  const all: [OwnColumn, string | null][] = [
    ['status', status],
    ['outcome', outcome],
    ['summary', summary],
    ['nextAttempt', nextAttempt],
    ['lastCall', lastCall],
    ['id', ID_COLUMN],
  ]
  return all.flatMap(([own, name]): [OwnColumn, string][] => (name === null ? [] : [[own, name]]))
}

export const findLayout = (
  table: Table,
  { mapping, columns }: { mapping: ColumnMapping; columns: SheetColumns },
): Layout | { problem: string } => {
  const names = namesOf(columns)
  if (new Set(names.map(([, name]) => fold(name))).size < names.length)
    return { problem: 'Two of the columns that results are written to have the same name. Give each its own.' }
  const filled = table.flatMap((cells, index) => (cells.some((cell) => cell.trim() !== '') ? [{ cells, index }] : [])).slice(0, ROWS)
  // What we write is no part of a contact.
  const ours = Object.fromEntries(names.map(([, name]): [string, ListField] => [name, 'ignore']))
  const found = findHeader(
    filled.map(({ cells }) => cells),
    { ...mapping, ...ours },
  )
  if ('problem' in found) return { problem: found.problem.replace(/^The file/, 'The tab') }
  const headerRow = found.hasHeader ? filled[found.skipped - 1]?.index : undefined
  if (headerRow === undefined)
    return { problem: 'The tab has no header. Put a row above the contacts that names the columns, such as “phone”.' }
  // A column without a name may still be somebody's: what is added comes after all of them.
  let width = table.reduce((most, { length }) => Math.max(most, length), 0)
  const own = new Map<OwnColumn, number>()
  const added: Layout['added'] = []
  for (const [column, name] of names) {
    const at = found.headers.findIndex((header) => fold(header) === fold(name))
    own.set(column, at >= 0 ? at : width)
    if (at < 0) added.push({ column: width++, name })
  }
  return { headerRow, headers: found.headers, fields: found.fields, own, added, hasIds: !added.some(({ name }) => name === ID_COLUMN) }
}
