// A sheet of a workbook as a list. Its places are rows: reading goes on at one by reading the sheet from its beginning.
import type { ColumnMapping, ListShape, Place } from '#contract/list.ts'
import { findHeader, type Unusable } from '#domain/list/header.ts'
import { isBlank, type ListRecord } from '#domain/list/record.ts'
import { type Bytes, unreadable } from './bytes.ts'
import { type SheetRow, sheetRows } from './sheet-rows.ts'
import { openWorkbook, type Workbook } from './workbook.ts'

type SheetShape = Extract<ListShape, { format: 'xlsx' }>
type Options = { mapping?: ColumnMapping | undefined; sheet?: string | undefined; isGzipped: boolean }

/** A workbook is read in no order of its own, so all of it is in memory while it is packed. A million rows take half of this. */
const MOST_BYTES = 96 * 1024 ** 2
/** Rows that are enough to find the header. */
const ROWS = 200

const gather = async (bytes: Bytes): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > MOST_BYTES) throw unreadable('The workbook is larger than 96 MiB. Save the list as CSV and upload that.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const sheetOf = ({ sheets }: Workbook, name: string | undefined): Workbook['sheets'][number] => {
  const wanted = name?.trim().toLowerCase()
  const sheet = wanted
    ? sheets.find((one) => one.name.trim().toLowerCase() === wanted)
    : (sheets.find(({ isHidden }) => !isHidden) ?? sheets[0])
  if (sheet) return sheet
  if (sheets.length === 0) throw unreadable('The workbook has no sheet with cells.')
  throw unreadable(`The workbook has no sheet “${name}”. Its sheets are ${sheets.map((one) => `“${one.name}”`).join(', ')}.`)
}

const recordOf = ({ line, cells }: SheetRow, columns: number): ListRecord => ({
  start: { offset: line - 1, line },
  end: { offset: line, line: line + 1 },
  // Empty cells at the end of a row are not written.
  cells: cells.length < columns ? [...cells, ...new Array<string>(columns - cells.length).fill('')] : cells,
})

const recordsFrom = async function* (rows: AsyncIterable<SheetRow[]>, { headers, hasHeader }: SheetShape, from: Place) {
  for await (const some of rows) {
    const records = some
      .filter(({ line }) => line > from.offset)
      .map((row) => recordOf(row, headers.length))
      .filter((record) => !isBlank(record) && !(hasHeader && record.cells.every((cell, i) => cell.trim() === headers[i])))
    if (records.length > 0) yield records
  }
}

const firstRows = async (rows: AsyncIterable<SheetRow[]>): Promise<SheetRow[]> => {
  const first: SheetRow[] = []
  for await (const some of rows) {
    first.push(...some.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')))
    if (first.length >= ROWS) break
  }
  return first.slice(0, ROWS)
}

type OpenedSheet =
  | { ok: true; shape: SheetShape; records: AsyncIterable<ListRecord[]>; sheets: readonly string[] }
  | ({ ok: false } & Unusable)

export const openSheet = async (bytes: Bytes, { mapping, sheet: name, isGzipped }: Options): Promise<OpenedSheet> => {
  const workbook = await openWorkbook(await gather(bytes))
  const sheet = sheetOf(workbook, name)
  const first = await firstRows(sheetRows(workbook, sheet))
  const header = findHeader(
    first.map(({ cells }) => cells),
    mapping,
  )
  if ('problem' in header) return { ok: false, ...header }
  const { skipped, ...columns } = header
  const line = first[skipped]?.line
  if (line === undefined) throw unreadable('The sheet has a header and nothing below it. Add a row for each contact.')
  const shape: SheetShape = { format: 'xlsx', isGzipped, sheet: sheet.name, ...columns, body: { offset: line - 1, line } }
  const sheets = workbook.sheets.filter(({ isHidden }) => !isHidden).map((one) => one.name)
  return { ok: true, shape, records: recordsFrom(sheetRows(workbook, sheet), shape, shape.body), sheets }
}

export const resumeSheet = async function* (bytes: Bytes, shape: SheetShape, from: Place): AsyncIterable<readonly ListRecord[]> {
  const workbook = await openWorkbook(await gather(bytes))
  yield* recordsFrom(sheetRows(workbook, sheetOf(workbook, shape.sheet)), shape, from)
}
