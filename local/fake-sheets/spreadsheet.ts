// One simulated spreadsheet: its tabs with their cells, and who may open it. Cells are texts, as the API writes them with RAW.

export type Tab = {
  sheetId: number
  title: string
  /** The size of the grid; what lies beyond it cannot be written. */
  rowCount: number
  columnCount: number
  /** Rows of cells, without the empty ones at the end. */
  rows: string[][]
}

export type Spreadsheet = {
  spreadsheetId: string
  title: string
  tabs: Tab[]
  /** E-mail addresses that may read and write it. */
  sharedWith: string[]
}

/** A new sheet of Google's has so many rows and columns. */
const GRID = { rowCount: 1_000, columnCount: 26 }

export const newTab = (sheetId: number, { title, rows }: { title: string; rows: readonly (readonly string[])[] }): Tab => ({
  sheetId,
  title,
  rowCount: Math.max(GRID.rowCount, rows.length),
  columnCount: Math.max(GRID.columnCount, ...rows.map((row) => row.length)),
  rows: rows.map((row) => [...row]),
})

export const setCell = ({ rows }: Tab, { row, column }: { row: number; column: number }, value: string): void => {
  while (rows.length <= row) rows.push([])
  const cells = rows[row] ?? []
  while (cells.length <= column) cells.push('')
  cells[column] = value
}

/** As the API gives them: without the empty cells at the end of a row, and the empty rows at the end. */
export const trimmed = (rows: readonly (readonly string[])[]): string[][] => {
  const kept = rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== '') + 1))
  return kept.slice(0, kept.findLastIndex((row) => row.length > 0) + 1)
}
