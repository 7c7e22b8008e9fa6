// The rows of one sheet as texts, while the sheet is unpacked.
import { type Shown, showNumber } from '#domain/list/number-format.ts'
import { plainText, type Workbook } from './workbook.ts'
import { readXml } from './xml.ts'

export type SheetRow = { line: number; cells: string[] }

/** As many as Excel has. */
const MOST_COLUMNS = 16_384
const PLAIN: Shown = { kind: 'plain' }

/** AB12 → 27. Undefined when the cell does not say where it is. */
const columnOf = (reference: string | undefined): number | undefined => {
  let column = 0
  for (const letter of reference ?? '') {
    const value = letter.charCodeAt(0) - 64
    if (value < 1 || value > 26) break
    column = column * 26 + value
  }
  return column > 0 && column <= MOST_COLUMNS ? column - 1 : undefined
}

type Cell = { column: number; type: string; style: number; value: string }

const shownOf = ({ type, style, value }: Cell, { texts, formats, is1904 }: Workbook): string => {
  if (type === 's') return texts.at(Number(value))
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  return type === 'n' ? showNumber(value, formats[style] ?? PLAIN, is1904) : plainText(value)
}

/** Each time as many as one chunk has completed. */
export const sheetRows = async function* (workbook: Workbook, { entry }: Workbook['sheets'][number]): AsyncGenerator<SheetRow[]> {
  let rows: SheetRow[] = []
  let row: SheetRow = { line: 0, cells: [] }
  let cell: Cell | undefined
  let isValue = false
  let isReading = false

  const open = (tag: string, attributes: () => Readonly<Record<string, string | undefined>>): void => {
    if (tag === 'row') row = { line: Number(attributes().r ?? row.line + 1), cells: [] }
    if (tag === 'c') {
      const { r, s = '0', t = 'n' } = attributes()
      cell = { column: columnOf(r) ?? row.cells.length, type: t, style: Number(s), value: '' }
    }
    if (tag === 'rPh') isReading = true
    isValue = (tag === 'v' || tag === 't') && !isReading
  }
  const close = (tag: string): void => {
    isValue = false
    if (tag === 'rPh') isReading = false
    if (tag === 'c' && cell) {
      while (row.cells.length < cell.column) row.cells.push('')
      row.cells[cell.column] = shownOf(cell, workbook)
      cell = undefined
    }
    if (tag === 'row') rows.push(row)
  }
  const text = (piece: string): void => {
    if (cell && isValue) cell.value += piece
  }
  for await (const _ of readXml(workbook.zip, entry, { open, close, text })) {
    if (rows.length > 0) yield rows
    rows = []
  }
}
