// A CSV's header and rows as contact rows: which column is what, and what becomes a template variable.
import { ContactRow } from '#contract/contact.ts'

/** Column names that other systems' users send, folded to letters and digits. */
const PHONE_NAMES = [
  'phone',
  'phonenumber',
  'number',
  'tonumber',
  'contactnumber',
  'mobile',
  'mobilenumber',
  'cell',
  'telephone',
  'tel',
  'e164',
]
const NAME_NAMES = ['name', 'fullname', 'contactname', 'customername', 'firstname']

const fold = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

export type Columns = { phone: string; name: string | undefined }

const find = (headers: readonly string[], names: readonly string[]): string | undefined =>
  names.map((name) => headers.find((header) => fold(header) === name)).find((header) => header !== undefined)

/** Which header holds the number and which the name; an error in words when there is no number. */
export const readHeader = (headers: readonly string[]): { ok: true; columns: Columns } | { ok: false; problem: string } => {
  const phone = find(headers, PHONE_NAMES)
  if (phone) return { ok: true, columns: { phone, name: find(headers, NAME_NAMES) } }
  const has = headers.map((header) => `“${header}”`).join(', ')
  return {
    ok: false,
    problem: `The file has no column for the telephone number. Its columns are ${has || 'none'}; name one of them “phone”.`,
  }
}

/** The column that a part of a contact row came from. */
const columnOf = ([part, variable]: readonly PropertyKey[], { phone, name }: Columns): string => {
  if (part === 'variables') return variable === undefined ? 'all columns' : String(variable)
  return part === 'name' ? (name ?? 'name') : phone
}

/** One row as a contact row, or the column and the reason why it cannot be one. */
export const readRow = (
  row: Readonly<Record<string, string>>,
  { phone, name }: Columns,
): { ok: true; row: ContactRow } | { ok: false; column: string; reason: string } => {
  const variables: Record<string, string> = {}
  for (const [header, value] of Object.entries(row)) {
    if (header !== phone && header.trim() !== '' && value.trim() !== '') variables[header.trim()] = value.trim()
  }
  const written = (name ? row[name] : undefined)?.trim()
  const read = ContactRow.safeParse({ phone: row[phone]?.trim() ?? '', ...(written ? { name: written } : {}), variables })
  if (read.success) return { ok: true, row: read.data }
  const issue = read.error.issues[0]
  const column = columnOf(issue?.path ?? [], { phone, name })
  const reason = column === phone && !row[phone]?.trim() ? 'the number is empty' : (issue?.message ?? 'the row cannot be read')
  return { ok: false, column, reason }
}
