// Records of one list as rows: which column is what is found out once.
import type { ListShape } from '#contract/list.ts'
import { type Columns, columnsOf, fieldsOf } from './columns.ts'
import type { ListRecord } from './record.ts'
import { type ReadRow, readRow } from './row.ts'

/** The columns that a record of the list has. */
export const columnsReader = ({ headers, fields }: Pick<ListShape, 'headers' | 'fields'>): ((record: ListRecord) => Columns) => {
  const ofList = columnsOf(headers, fields)
  const mapping = Object.fromEntries(headers.map((header, i) => [header, fields[i] ?? 'variable']))
  // Records that bring their own names mostly bring the same as the one before.
  let last: { headers: readonly string[]; columns: Columns } | undefined
  const columnsFor = (names: readonly string[]): Columns => {
    if (!last || last.headers.length !== names.length || last.headers.some((name, i) => name !== names[i]))
      last = { headers: names, columns: columnsOf(names, fieldsOf(names, mapping)) }
    return last.columns
  }
  return (record) => (record.headers ? columnsFor(record.headers) : ofList)
}

export const rowReader = (shape: Pick<ListShape, 'headers' | 'fields'>): ((record: ListRecord) => ReadRow) => {
  const columnsIn = columnsReader(shape)
  return (record) => readRow(record, columnsIn(record))
}
