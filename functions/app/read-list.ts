// The text of a CSV as numbered rows, and what can be said against it.
import Papa from 'papaparse'
import type { Reject } from '#contract/contact.ts'
import { type Columns, readHeader, readRow } from '#domain/csv.ts'
import type { NumberedRow } from './new-contacts.ts'

type Line = { line: number; cells: string[] }
export type List = { headers: string[]; columns: Columns; lines: Line[] }

/** A record may go over several lines of the file when a quoted cell does. */
const numbered = (records: readonly string[][]): Line[] => {
  let next = 1
  const lines: Line[] = []
  for (const cells of records) {
    if (cells.some((cell) => cell.trim() !== '')) lines.push({ line: next, cells })
    next += 1 + cells.reduce((breaks, cell) => breaks + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
  }
  return lines
}

/** The whole file, or why none of it can be used. The first line that is not empty is the header. */
export const readList = (text: string): List | { problem: string } => {
  const [header, ...lines] = numbered(Papa.parse<string[]>(text.replace(/^\uFEFF/, '')).data)
  if (!header) return { problem: 'The file is empty. It needs a header line and a line for each contact.' }
  const headers = header.cells.map((cell) => cell.trim())
  const read = readHeader(headers)
  if (!read.ok) return { problem: read.problem }
  if (lines.length === 0) return { problem: 'The file has a header line and nothing below it. Add a line for each contact.' }
  return { headers, columns: read.columns, lines }
}

export const readLines = ({ headers, columns }: List, lines: readonly Line[]): { rows: NumberedRow[]; rejects: Reject[] } => {
  const rows: NumberedRow[] = []
  const rejects: Reject[] = []
  for (const { line, cells } of lines) {
    const read = readRow(Object.fromEntries(headers.map((header, i) => [header, cells[i] ?? ''])), columns)
    if (read.ok) rows.push({ line, row: read.row })
    else rejects.push({ line, column: read.column, reason: read.reason })
  }
  return { rows, rejects }
}
