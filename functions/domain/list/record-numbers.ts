// The numbers that a record of a list holds, whatever else stands in it.
import type { E164 } from '#contract/ids.ts'
import type { Reject } from '#contract/import.ts'
import { readNumber } from '#domain/phone.ts'
import { cleanCell } from './cell-text.ts'
import type { Column, Columns } from './columns.ts'
import type { ListRecord } from './record.ts'
import { saysNo } from './row.ts'

export type RecordNumbers = { numbers: E164[]; rejects: Reject[] }

/** Each number of a person: whoever must not be called must not be called on another one. */
export const numbersOf = (record: ListRecord, columns: Columns, defaultCountry: string): RecordNumbers => {
  const { line } = record.start
  const cell = (column: Column | undefined): string => (column ? cleanCell(record.cells[column.index] ?? '') : '')
  const rejected = (column: string, reason: string): RecordNumbers => ({ numbers: [], rejects: [{ line, column, reason }] })
  if (record.problem !== undefined) return rejected('all columns', record.problem)
  const { doNotCall, country } = columns.one
  if (saysNo(cell(doNotCall))) return rejected(doNotCall?.header ?? '', 'the row says that this number may be called')
  const written = columns.phone.filter((column) => cell(column) !== '')
  if (written.length === 0) return rejected(columns.phone[0]?.header ?? 'phone', 'the number is empty')
  const read = written.map((column) => ({
    column: column.header,
    number: readNumber(cell(column), { defaultCountry, country: cell(country) }),
  }))
  return {
    numbers: [...new Set(read.flatMap(({ number }) => (number.ok ? [number.e164] : [])))],
    rejects: read.flatMap(({ column, number }) => (number.ok ? [] : [{ line, column, reason: number.reason }])),
  }
}
