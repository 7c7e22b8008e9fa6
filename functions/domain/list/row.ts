// One record of a list as the row of a contact, or what keeps it from being one.
import '#contract/english.ts'
import { ContactRow } from '#contract/contact.ts'
import { readCallTime } from './call-times.ts'
import { cleanCell } from './cell-text.ts'
import type { Column, Columns } from './columns.ts'
import { readLanguage } from './language.ts'
import type { ListRecord } from './record.ts'

type Refused = { ok: false; column: string; reason: string }
/** `note`: what was done about a row that is not quite right. */
export type ReadRow = { ok: true; row: ContactRow; note?: string } | Refused

/** Columns that become a part of the row as they stand. */
const PLAIN = ['country', 'timeZone', 'region', 'postcode', 'consent', 'firstMessage', 'prompt', 'voiceId'] as const

/** Parts that are read, and what is said when they cannot be. */
const READ = [
  { field: 'language', read: readLanguage, want: 'is no language that the agent speaks: write it like en or pt-br' },
  { field: 'callAfter', read: readCallTime, want: 'is no time that is clear: write it like 17:30, or 2026-12-01T17:30' },
  { field: 'callBefore', read: readCallTime, want: 'is no time that is clear: write it like 17:30, or 2026-12-01T17:30' },
  {
    field: 'priority',
    read: (text: string) => (/^[1-9]$/.test(text) ? Number(text) : undefined),
    want: 'is no number from 1, the first, to 9',
  },
] as const

const NO = ['no', 'n', 'false', '0', 'nein', 'non']
/** In a column that asks whether somebody must not be called. */
export const saysNo = (cell: string): boolean => NO.includes(cell.toLowerCase())

const refused = (column: string, reason: string): Refused => ({ ok: false, column, reason })

type Cell = (column: Column | undefined) => string

const variablesOf = (columns: Columns, cell: Cell): Record<string, string> => {
  const variables: Record<string, string> = {}
  for (const column of columns.variables) {
    const value = cell(column)
    if (value !== '') variables[column.header] = value
  }
  return variables
}

const nameOf = ({ one }: Columns, cell: Cell): string =>
  cell(one.name) || [cell(one.firstName), cell(one.lastName)].filter((part) => part !== '').join(' ')

type Parts = { ok: true; parts: Record<string, string | number> }

/** What the columns for parts of the row say, or the first that cannot be read. */
const partsOf = (columns: Columns, cell: Cell): Parts | Refused => {
  const parts: Record<string, string | number> = {}
  for (const field of PLAIN) {
    const written = cell(columns.one[field])
    if (written !== '') parts[field] = written
  }
  for (const { field, read, want } of READ) {
    const column = columns.one[field]
    const written = cell(column)
    if (!column || written === '') continue
    const value = read(written)
    if (value === undefined) return refused(column.header, `“${written.slice(0, 40)}” ${want}`)
    parts[field] = value
  }
  return { ok: true, parts }
}

/** Cells that no column is for are no harm when they are empty; else a delimiter is where it does not belong, and nobody knows which. */
const shapeOf = ({ cells }: ListRecord, { count }: Columns): { problem?: string; note?: string } => {
  const extra = cells.slice(count).some((cell) => cell.trim() !== '')
  const has = `the row has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'} and the list ${count} columns`
  if (extra) return { problem: `${has}: a cell with a delimiter in it needs quotes around it` }
  return cells.length < count ? { note: `${has}: the last ones were taken as empty` } : {}
}

/** The column that a part of a contact row came from. */
const columnOf = ([part, variable]: readonly PropertyKey[], { one, phone }: Columns): string => {
  if (part === 'variables') return variable === undefined ? 'all columns' : String(variable)
  if (part === 'name') return (one.name ?? one.firstName ?? one.lastName)?.header ?? 'name'
  const field = [...PLAIN, ...READ.map(({ field }) => field)].find((one) => one === part)
  return (field && one[field]?.header) ?? phone[0]?.header ?? 'phone'
}

export const readRow = (record: ListRecord, columns: Columns): ReadRow => {
  const cell: Cell = (column) => (column ? cleanCell(record.cells[column.index] ?? '') : '')
  const phone = columns.phone.find((column) => cell(column) !== '')
  const phoneHeader = (phone ?? columns.phone[0])?.header ?? 'phone'
  const { problem = record.problem, note } = shapeOf(record, columns)
  if (problem !== undefined) return refused('all columns', problem)
  if (!phone) return refused(phoneHeader, 'the number is empty')
  const optedOut = cell(columns.one.doNotCall)
  if (optedOut !== '' && !saysNo(optedOut))
    return refused(columns.one.doNotCall?.header ?? '', 'the row says that this number must not be called')
  const said = partsOf(columns, cell)
  if (!said.ok) return said
  const name = nameOf(columns, cell)
  const read = ContactRow.safeParse({ phone: cell(phone), ...(name ? { name } : {}), ...said.parts, variables: variablesOf(columns, cell) })
  if (read.success) return note === undefined ? { ok: true, row: read.data } : { ok: true, row: read.data, note }
  const issue = read.error.issues[0]
  return refused(issue ? columnOf(issue.path, columns) : phoneHeader, issue?.message ?? 'the row cannot be read')
}
