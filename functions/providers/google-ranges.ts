// Cells as ranges in A1 notation, joined to as few as possible: the API takes thousands in one request, but not its whole day.
import type { CellWrite } from '#domain/sheet/cells.ts'

/** A, B, … Z, AA, … */
export const columnName = (index: number): string => {
  const rest = Math.floor(index / 26) - 1
  return `${rest >= 0 ? columnName(rest) : ''}${String.fromCharCode(65 + (index % 26))}`
}

/** A tab's name may have any sign in it. */
export const tabRange = (tab: string): string => `'${tab.replaceAll("'", "''")}'`

type Block = { row: number; column: number; values: string[][] }

/** Cells that stand side by side. */
const runsOf = (cells: readonly CellWrite[]): Block[] => {
  const runs: Block[] = []
  for (const { row, column, value } of [...cells].sort((a, b) => a.row - b.row || a.column - b.column)) {
    const last = runs.at(-1)
    const [values] = last?.values ?? []
    if (last && values && last.row === row && last.column + values.length === column) values.push(value)
    else runs.push({ row, column, values: [[value]] })
  }
  return runs
}

/** Runs of the same columns that stand one below the other. */
const blocksOf = (runs: readonly Block[]): Block[] => {
  const open = new Map<string, Block>()
  const blocks: Block[] = []
  for (const run of runs) {
    const key = `${run.column} ${run.values[0]?.length}`
    const above = open.get(key)
    if (above && above.row + above.values.length === run.row) above.values.push(...run.values)
    else {
      open.set(key, run)
      blocks.push(run)
    }
  }
  return blocks
}

export const rangesOf = (tab: string, cells: readonly CellWrite[]): { range: string; values: string[][] }[] =>
  blocksOf(runsOf(cells)).map(({ row, column, values }) => {
    const last = `${columnName(column + (values[0]?.length ?? 1) - 1)}${row + values.length}`
    return { range: `${tabRange(tab)}!${columnName(column)}${row + 1}:${last}`, values }
  })
