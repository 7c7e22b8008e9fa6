// The first rows of a sheet in other shapes: as a list, and as columns with samples.
import type { FoundColumn } from '#contract/list-preview.ts'
import type { SheetPreview } from '#contract/sheet.ts'

const SAMPLES = 3

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`
const line = (cells: readonly string[]): string => cells.map(quoted).join(',')

/** Only the rows that become contacts. */
export const asCsv = ({ columns, rows }: SheetPreview): string =>
  [columns.map(({ name }) => name), ...rows.filter(({ becomes }) => becomes === 'contact').map(({ cells }) => cells)].map(line).join('\n')

export const asColumns = ({ columns, rows }: SheetPreview): FoundColumn[] =>
  columns.map(({ name, field }, i) => ({
    header: name,
    field,
    samples: rows
      .map(({ cells }) => cells[i] ?? '')
      .filter((cell) => cell !== '')
      .slice(0, SAMPLES),
  }))
