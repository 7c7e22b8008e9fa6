// The text of a list as numbered rows, and what can be said against it. For lists that come whole; long ones are read as they come.

import type { NumberedRow } from '#app/contacts/new-contacts.ts'
import type { Reject } from '#contract/import.ts'
import type { ListRecord } from '#domain/list/record.ts'
import { rowReader } from '#domain/list/row-reader.ts'
import { sniff } from '#domain/list/signature.ts'
import { readText } from '#domain/list/text-records.ts'
import { findTextShape, SAMPLE_BYTES, type TextShape } from '#domain/list/text-shape.ts'

export type List = {
  shape: TextShape
  lines: ListRecord[]
  /** The column that numbers which cannot be called are in. */
  phone: string
}

/** The whole file, or why none of it can be used. */
export const readList = (text: string): List | { problem: string } => {
  const bytes = new TextEncoder().encode(text)
  const sniffed = sniff(bytes.subarray(0, 512))
  if ('problem' in sniffed) return sniffed
  const shape = findTextShape({ head: bytes.subarray(0, SAMPLE_BYTES), isWhole: bytes.length <= SAMPLE_BYTES, isGzipped: false })
  if ('problem' in shape) return shape
  const reader = readText(shape, shape.body)
  const lines = [...reader.push(bytes.subarray(shape.body.offset)), ...reader.end()]
  return { shape, lines, phone: shape.headers[shape.fields.indexOf('phone')] ?? 'phone' }
}

export const readLines = ({ shape }: List, lines: readonly ListRecord[]): { rows: NumberedRow[]; rejects: Reject[] } => {
  const read = rowReader(shape)
  const rows: NumberedRow[] = []
  const rejects: Reject[] = []
  for (const record of lines) {
    const { line } = record.start
    const row = read(record)
    if (row.ok) rows.push({ line, row: row.row })
    else rejects.push({ line, column: row.column, reason: row.reason })
  }
  return { rows, rejects }
}
