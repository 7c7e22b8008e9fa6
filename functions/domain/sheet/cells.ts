// Which cells of a sheet are to be written so that its rows show what they should. Nothing is written that shows already.
import type { ContactId } from '#contract/ids.ts'
import type { Layout, OwnColumn } from './layout.ts'
import { DUPLICATE, mayWrite, type Results, rejection } from './results.ts'
import type { SheetRow } from './sheet-rows.ts'

/** Row and column from 0. */
export type CellWrite = { row: number; column: number; value: string }

type Wanted = Results & { id: string }

const wantedOf = (row: SheetRow, results: ReadonlyMap<ContactId, Results>): Wanted | undefined => {
  switch (row.is) {
    case 'contact':
    case 'new':
    case 'found': {
      const known = results.get(row.contactId)
      return known && { ...known, id: row.contactId }
    }
    case 'duplicate':
      return { status: DUPLICATE, outcome: '', nextAttempt: '', lastCall: '', id: row.stamp }
    case 'rejected':
      return { ...rejection(row.reason), outcome: '', nextAttempt: '', lastCall: '', id: row.stamp }
    case 'stray':
      return { status: '', outcome: '', nextAttempt: '', lastCall: '', id: '' }
    case 'left':
      return undefined
  }
}

const COLUMNS: readonly (keyof Results)[] = ['status', 'outcome', 'summary', 'nextAttempt', 'lastCall']

/** The cells of one row; none when it shows all that it should, but for what people have written into it themselves. */
export const cellsOf = (row: SheetRow, layout: Layout, results: ReadonlyMap<ContactId, Results>): CellWrite[] => {
  const wanted = wantedOf(row, results)
  if (!wanted) return []
  const at = (own: OwnColumn) => layout.own.get(own) ?? -1
  const changed = COLUMNS.flatMap((result): CellWrite[] => {
    const [column, value] = [at(result), wanted[result]]
    const found = row.cells[column] ?? ''
    if (column < 0 || value === undefined || found === value || !mayWrite(result, found)) return []
    return [{ row: row.line - 1, column, value }]
  })
  // Whose results these are is written beside them each time: a row that was moved away at this moment can be told by it.
  const isNamed = row.cells[at('id')] === wanted.id
  return changed.length === 0 && isNamed ? [] : [...changed, { row: row.line - 1, column: at('id'), value: wanted.id }]
}

export const headerCells = ({ added, headerRow }: Layout): CellWrite[] =>
  added.map(({ column, name }) => ({ row: headerRow, column, value: name }))
