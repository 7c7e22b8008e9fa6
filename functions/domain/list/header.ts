// Where the header of a list stands, if it has one, and which column the numbers are in when no name says so.
import type { ColumnMapping, ListField } from '#contract/list.ts'
import { cleanCell } from './cell-text.ts'
import { fieldsOf, namesOf, problemWith } from './columns.ts'

export type Header = {
  headers: string[]
  fields: ListField[]
  /** Rows that stand before the first contact. */
  skipped: number
  hasHeader: boolean
}
/** `seen`: the columns as far as they can be told, for a person to name them. */
export type Unusable = { problem: string; seen?: { headers: string[]; rows: Table } }
export type HeaderFound = Header | Unusable

type Table = readonly (readonly string[])[]

/** Titles, dates and notes that people put above their list. */
const PREAMBLE = 30
/** What a contact may carry fits into far fewer. */
const MOST_COLUMNS = 1_000
/** Of the rows: some numbers are always missing or broken. */
const MOST = 0.6

const DATE = /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})\b/

/** What a telephone number may look like, however it is broken. */
export const looksLikeNumber = (cell: string): boolean => {
  const text = cleanCell(cell).normalize('NFKC')
  if (/^\d[.,]?\d*e\+?\d+$/i.test(text)) return true
  const digits = text.replace(/\D/g, '').length
  return digits >= 7 && digits <= 17 && /^[\s="'(+]*(tel:)?[\d\s().+/\-"']+$/i.test(text) && !DATE.test(text)
}

const widthOf = (table: Table): number => {
  const rows = new Map<number, number>()
  for (const { length } of table) rows.set(length, (rows.get(length) ?? 0) + 1)
  return [...rows].sort(([a, n], [b, m]) => m - n || b - a)[0]?.[0] ?? 0
}

const named = (cells: readonly string[], mapping: ColumnMapping): { headers: string[]; fields: ListField[] } => {
  const headers = namesOf(cells)
  return { headers, fields: fieldsOf(headers, mapping) }
}

/** A row of names, one of which stands for the number, and none of which is one. */
const byName = (table: Table, width: number, mapping: ColumnMapping): HeaderFound | undefined => {
  for (const [i, cells] of table.slice(0, PREAMBLE).entries()) {
    if (cells.some(looksLikeNumber) || (cells.length === 1 && width > 1)) continue
    const found = named(cells, mapping)
    if (!found.fields.includes('phone')) continue
    const problem = problemWith(found.headers, found.fields)
    return problem === undefined
      ? { ...found, skipped: i + 1, hasHeader: true }
      : { problem, seen: { headers: found.headers, rows: table.slice(i + 1) } }
  }
  return undefined
}

/** The one column that is full of numbers; those that are written with a plus sign before those that are not. */
const numberColumn = (rows: Table, width: number): number | undefined => {
  const [, ...below] = rows
  // The first row may be a header.
  const among = (some: Table, test: (cells: readonly string[]) => boolean) => some.filter(test).length / Math.max(1, some.length)
  const share = (index: number, test: (cell: string) => boolean) =>
    Math.max(...[rows, below].map((some) => among(some, (cells) => test(cells[index] ?? ''))))
  const likely = Array.from({ length: width }, (_, index) => index).filter((index) => share(index, looksLikeNumber) >= MOST)
  const international = likely.filter((index) => share(index, (cell) => /^[\s'="]*(\+|tel:)/i.test(cell)) >= MOST)
  const [only, ...others] = international.length > 0 ? international : likely
  return others.length === 0 ? only : undefined
}

const byContent = (table: Table, width: number, mapping: ColumnMapping): Header | undefined => {
  const first = table.findIndex((cells) => cells.length === width)
  const rows = table.slice(first).filter((cells) => cells.length === width)
  const index = numberColumn(rows, width)
  const top = rows[0]
  if (!top) return undefined
  const hasHeader = !top.some(looksLikeNumber)
  const { headers, fields } = named(hasHeader ? top : top.map(() => ''), mapping)
  // What a person says of columns is not overruled.
  if (!fields.includes('phone')) {
    if (index === undefined || fields[index] !== 'variable') return undefined
    fields[index] = 'phone'
  }
  return { headers, fields, skipped: hasHeader ? first + 1 : first, hasHeader }
}

/** The columns of a list that nothing is known of but how wide it is. */
const unnamed = (table: Table, width: number): { headers: string[]; rows: Table } => {
  const rows = table.filter((cells) => cells.length === width)
  // A title stands by itself in a row of empty cells; names stand over every column.
  const first = rows.findIndex((cells) => cells.every((cell) => cell.trim() !== ''))
  const [top = [], ...below] = rows.slice(Math.max(0, first))
  return top.some(looksLikeNumber) ? { headers: namesOf(top.map(() => '')), rows: [top, ...below] } : { headers: namesOf(top), rows: below }
}

/** `table`: the first rows of the list, without blank ones. */
export const findHeader = (table: Table, mapping: ColumnMapping = {}): HeaderFound => {
  if (table.length === 0) return { problem: 'The file is empty. It needs a header line and a line for each contact.' }
  const width = widthOf(table)
  if (width > MOST_COLUMNS)
    return { problem: `The list has ${width} columns, and no more than ${MOST_COLUMNS} can be read. Leave out those that nobody needs.` }
  const found = byName(table, width, mapping) ?? byContent(table, width, mapping)
  if (found) return found
  const seen = unnamed(table, width)
  const problem = problemWith(seen.headers, fieldsOf(seen.headers, mapping))
  return { problem: problem ?? 'The file has no line that could be its header.', seen }
}
