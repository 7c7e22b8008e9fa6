// Rejected rows as a list of their own: where each stood and why it was rejected, then the row as it was, so that it can be repaired and
// imported again.
import type { Reject } from '#contract/import.ts'
import type { ListShape } from '#contract/list.ts'
import { guardCell } from './cell-text.ts'
import type { ListRecord } from './record.ts'

/** Columns of ours, which whoever reads the list again leaves out. */
export const REJECT_HEADERS = ['rejected line', 'rejected column', 'rejected reason'] as const

/** JSON objects may have names that no other has: they stand in one cell, as JSON. */
const OTHERS = 'other columns'

export const BYTE_ORDER_MARK = '\uFEFF'

/**
 * A spreadsheet must not run what a stranger has written, and the number +61… must come back as it was: the apostrophe that guards a cell
 * is taken away again by our own reader. What begins with one has it already.
 */
const guarded = (cell: string): string => (cell.startsWith("'") ? cell : guardCell(cell))

export const csvLine = (cells: readonly string[]): string => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`

/** A list without a header gets one, by what its columns are. */
const namesIn = (shape: ListShape): string[] => {
  const isMadeUp = 'hasHeader' in shape && !shape.hasHeader
  return shape.headers.map((header, i) => {
    const field = shape.fields[i]
    return isMadeUp && field && field !== 'variable' ? field : header
  })
}

const isJson = ({ format }: ListShape): boolean => format === 'json' || format === 'jsonl'

/** With a byte order mark: otherwise Excel takes UTF-8 for something else. */
export const rejectsHeader = (shape: ListShape): string =>
  BYTE_ORDER_MARK + csvLine([...REJECT_HEADERS, ...namesIn(shape).map(guarded), ...(isJson(shape) ? [OTHERS] : [])])

const cellsOf = ({ cells, headers }: ListRecord, shape: ListShape): readonly string[] => {
  if (!headers) return isJson(shape) ? shape.headers.map(() => '') : cells
  const byName = new Map(headers.map((header, i) => [header, cells[i] ?? '']))
  const listed = shape.headers.map((header) => byName.get(header) ?? '')
  for (const header of shape.headers) byName.delete(header)
  return [...listed, byName.size > 0 ? JSON.stringify(Object.fromEntries(byName)) : '']
}

export const rejectedLine = (record: ListRecord, { line, column, reason }: Reject, shape: ListShape): string =>
  csvLine([String(line), column, reason, ...cellsOf(record, shape).map(guarded)])
