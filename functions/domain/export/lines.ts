// Rows as CSV and as lines of JSON.
import { guardCell, guardGuard } from '#domain/list/cell-text.ts'
import { BYTE_ORDER_MARK, csvLine } from '#domain/list/rejects-csv.ts'

export type Cell = string | number | boolean | undefined

/** Numbers of telephones are guarded, too: otherwise a spreadsheet takes them for numbers, and their plus sign is gone. */
export const csvRow = (cells: readonly Cell[]): string => csvLine(cells.map((cell) => guardCell(cell === undefined ? '' : String(cell))))

export const csvHeader = (headers: readonly string[]): string => BYTE_ORDER_MARK + csvRow(headers)

/** As our own reader gives it back. */
export const textOf = <T extends Cell>(cell: T): T | string => (typeof cell === 'string' ? guardGuard(cell) : cell)

export const jsonRow = (headers: readonly string[], cells: readonly Cell[]): string =>
  `${JSON.stringify(Object.fromEntries(headers.flatMap((header, i) => (cells[i] === undefined ? [] : [[textOf(header), textOf(cells[i])]]))))}\n`
