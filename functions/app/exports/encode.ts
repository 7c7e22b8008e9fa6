// Rows as bytes of a format. What a format must know of the rows before is a few numbers.
import type { ExportFormat } from '#contract/export.ts'
import { type Cell, csvHeader, csvRow, jsonRow } from '#domain/export/lines.ts'
import { SHEET_BEGIN, SHEET_END, SHEET_PART, sheetRow, WORKBOOK_PARTS } from '#domain/export/sheet-xml.ts'
import { beginZip, EMPTY_PART, endZip, packPiece, type ZipState } from './zip.ts'

type Rows = { headers: readonly string[]; cells: readonly (readonly Cell[])[]; before: number }
type Encoded = { state: ZipState; bytes: Buffer }

export type Encoder = {
  begin(headers: readonly string[]): Encoded
  /** `before`: how many rows there are already. */
  rows(state: ZipState, rows: Rows): Encoded
  end(state: ZipState): Buffer
}

const plain = (text: string): Encoded => ({ state: EMPTY_PART, bytes: Buffer.from(text) })
const nothing = (): Buffer => Buffer.alloc(0)

/** The header is the first row. */
const FIRST_ROW = 2

export const ENCODERS: Record<ExportFormat, Encoder> = {
  csv: {
    begin: (headers) => plain(csvHeader(headers)),
    rows: (_, { cells }) => plain(cells.map(csvRow).join('')),
    end: nothing,
  },
  jsonl: {
    begin: () => plain(''),
    rows: (_, { headers, cells }) => plain(cells.map((row) => jsonRow(headers, row)).join('')),
    end: nothing,
  },
  xlsx: {
    begin(headers) {
      const { state, bytes } = packPiece(EMPTY_PART, Buffer.from(SHEET_BEGIN + sheetRow(headers, 1)))
      return { state, bytes: Buffer.concat([beginZip(WORKBOOK_PARTS, SHEET_PART), bytes]) }
    },
    rows: (state, { cells, before }) =>
      packPiece(state, Buffer.from(cells.map((row, i) => sheetRow(row, FIRST_ROW + before + i)).join(''))),
    end: (state) => endZip(state, Buffer.from(SHEET_END), [WORKBOOK_PARTS, SHEET_PART]),
  },
}

export const CONTENT_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
