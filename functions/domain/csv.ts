// A CSV's header and rows as contact rows: which column is what, and what becomes a template variable.
import { ContactRow } from '#contract/contact.ts'

/** Column names that other systems' users send, folded to letters and digits. */
const NAMES = {
  phone: ['phone', 'phonenumber', 'number', 'tonumber', 'contactnumber', 'mobile', 'mobilenumber', 'cell', 'telephone', 'tel', 'e164'],
  name: ['name', 'fullname', 'contactname', 'customername', 'firstname'],
  timeZone: ['timezone', 'tz', 'timezonename', 'ianatimezone'],
  region: ['state', 'statecode', 'stateprovince', 'province', 'region'],
  postcode: ['zip', 'zipcode', 'postcode', 'postalcode'],
  consent: ['consent', 'consentevidence', 'consentid', 'consentproof', 'consentsource', 'consentat'],
} as const

/** What a contact may have beside its number; all of it can be used as a variable too. */
const PARTS = ['name', 'timeZone', 'region', 'postcode', 'consent'] as const
type Part = (typeof PARTS)[number]

const fold = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

export type Columns = { phone: string } & { [part in Part]?: string | undefined }

const find = (headers: readonly string[], names: readonly string[]): string | undefined =>
  names.map((name) => headers.find((header) => fold(header) === name)).find((header) => header !== undefined)

/** Which header holds the number and which the rest; an error in words when there is no number. */
export const readHeader = (headers: readonly string[]): { ok: true; columns: Columns } | { ok: false; problem: string } => {
  const phone = find(headers, NAMES.phone)
  const parts = PARTS.map((part) => [part, find(headers, NAMES[part])] as const)
  if (phone) return { ok: true, columns: { phone, ...Object.fromEntries(parts) } }
  const has = headers.map((header) => `“${header}”`).join(', ')
  return {
    ok: false,
    problem: `The file has no column for the telephone number. Its columns are ${has || 'none'}; name one of them “phone”.`,
  }
}

/** The column that a part of a contact row came from. */
const columnOf = ([part, variable]: readonly PropertyKey[], columns: Columns): string => {
  if (part === 'variables') return variable === undefined ? 'all columns' : String(variable)
  const found = PARTS.find((one) => one === part)
  return (found && columns[found]) ?? columns.phone
}

/** The cells that hold something, under the names of the parts. */
const partsOf = (row: Readonly<Record<string, string>>, columns: Columns): Partial<Record<Part, string>> =>
  Object.fromEntries(
    PARTS.flatMap((part) => {
      const header = columns[part]
      const written = header === undefined ? '' : (row[header] ?? '').trim()
      return written === '' ? [] : [[part, written]]
    }),
  )

/** One row as a contact row, or the column and the reason why it cannot be one. */
export const readRow = (
  row: Readonly<Record<string, string>>,
  columns: Columns,
): { ok: true; row: ContactRow } | { ok: false; column: string; reason: string } => {
  const { phone } = columns
  const variables: Record<string, string> = {}
  for (const [header, value] of Object.entries(row)) {
    if (header !== phone && header.trim() !== '' && value.trim() !== '') variables[header.trim()] = value.trim()
  }
  const read = ContactRow.safeParse({ phone: row[phone]?.trim() ?? '', ...partsOf(row, columns), variables })
  if (read.success) return { ok: true, row: read.data }
  const [column = phone, message = 'the row cannot be read'] = read.error.issues.flatMap((issue) => [
    columnOf(issue.path, columns),
    issue.message,
  ])
  return { ok: false, column, reason: column === phone && !row[phone]?.trim() ? 'the number is empty' : message }
}
