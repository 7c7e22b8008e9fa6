// The rows of a sheet, each as what it is to its campaign. A row is known again by its id, and the id is proven by the row's number.
import type { ContactRow } from '#contract/contact.ts'
import { ContactId, type E164 } from '#contract/ids.ts'
import { rowReader } from '#domain/list/row-reader.ts'
import { readNumberToCall } from '#domain/phone.ts'
import type { Layout, OwnColumn, Table } from './layout.ts'
import { isAsking, mayWrite, showsContact } from './results.ts'

export type SheetRow = {
  /** The number that stands beside the row. */
  line: number
  cells: readonly string[]
  /** What the row's own content gives as its id: the contact's, or, where it is none, a stamp of what stands in it. */
  stamp: string
} & (
  | { is: 'contact' | 'duplicate' | 'found'; contactId: ContactId }
  /** `found`: it may be a contact's row that has lost its id. */
  | { is: 'new'; contactId: ContactId; row: ContactRow; phone: E164 }
  | { is: 'rejected'; reason: string }
  /** Results that were written where no row is any more. */
  | { is: 'stray' }
  /** Whoever filled it does not ask for it to be called. */
  | { is: 'left' }
)

export type SheetRows = {
  rows: SheetRow[]
  /** Contacts whose id stands in another's row: their results went there. */
  misplaced: Set<ContactId>
}

type Rules = { defaultCountry: string; idOf: (phone: E164) => ContactId }

/** FNV-1a, 32 bits: tells whether a row still says what it said. */
const digest = (text: string): string => {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return (value >>> 0).toString(16).padStart(8, '0')
}

/** Begins the stamp of a row that is no contact's. */
const LOOKED_AT = '!'

const cellOf = (cells: readonly string[], layout: Layout, own: OwnColumn): string => cells[layout.own.get(own) ?? -1] ?? ''

type Content = { stamp: string; row?: ContactRow; phone?: E164; contactId?: ContactId; reason?: string }
type Read = { line: number; cells: readonly string[]; content: Content | undefined }

const contentReader = (layout: Layout, { defaultCountry, idOf }: Rules) => {
  const read = rowReader(layout)
  const ours = new Set(layout.own.values())
  return (cells: readonly string[], line: number): Content | undefined => {
    const theirs = cells.filter((_, column) => !ours.has(column))
    if (theirs.every((cell) => cell.trim() === '')) return undefined
    const stamp = `${LOOKED_AT}${digest(theirs.join('\n').trimEnd())}`
    const place = { offset: line - 1, line }
    const width = layout.headers.length
    const record = { start: place, end: place, cells: Array.from({ length: width }, (_, column) => cells[column] ?? '') }
    const said = read(record)
    if (!said.ok) return { stamp, reason: `${said.column}: ${said.reason}` }
    const number = readNumberToCall(said.row.phone, { country: said.row.country, defaultCountry })
    if (!number.ok) return { stamp, reason: number.reason }
    const contactId = idOf(number.e164)
    return { stamp: contactId, row: said.row, phone: number.e164, contactId }
  }
}

export const sortRows = (table: Table, layout: Layout, rules: Rules): SheetRows => {
  const contentOf = contentReader(layout, rules)
  const all: Read[] = table.slice(layout.headerRow + 1).map((cells, i) => {
    const line = layout.headerRow + i + 2
    return { line, cells, content: contentOf(cells, line) }
  })
  const present = new Set(all.flatMap(({ content }) => content?.contactId ?? []))
  const owned = new Set(
    all.flatMap(({ cells, content }) => (content?.contactId === cellOf(cells, layout, 'id') ? (content.contactId ?? []) : [])),
  )
  const misplaced = new Set<ContactId>()

  /** Its id is another row's, or was written for what it no longer says: what we wrote beside it is not about this row. */
  const isForeign = (id: string, stamp: string): boolean => {
    if (id === stamp || id === '') return false
    if (id.startsWith(LOOKED_AT)) return true
    const contactId = ContactId.safeParse(id)
    if (!contactId.success || !present.has(contactId.data)) return false
    misplaced.add(contactId.data)
    return true
  }

  const sorted = (read: Read): SheetRow | undefined => {
    const { line, cells, content } = read
    const [id, status] = [cellOf(cells, layout, 'id'), cellOf(cells, layout, 'status')]
    if (!content) return id === '' ? undefined : { line, cells, stamp: '', is: 'stray' }
    const { stamp, row, phone, contactId, reason } = content
    const common = { line, cells, stamp }
    if (contactId !== undefined && id === contactId) return { ...common, is: 'contact', contactId }
    const asks = isForeign(id, stamp) ? mayWrite('status', status) : isAsking(status) && id !== stamp
    if (!asks) {
      const mayBeKnown = !layout.hasIds && contactId !== undefined && showsContact(status) && !owned.has(contactId)
      return mayBeKnown ? { ...common, is: 'found', contactId } : { ...common, is: 'left' }
    }
    if (contactId === undefined || !row || !phone) return { ...common, is: 'rejected', reason: reason ?? 'the row cannot be read' }
    // The row that stands first is the contact's, unless another one is already.
    if (owned.has(contactId)) return { ...common, stamp: `${LOOKED_AT}${digest(phone)}`, is: 'duplicate', contactId }
    owned.add(contactId)
    return { ...common, is: 'new', contactId, row, phone }
  }
  return { rows: all.flatMap((read) => sorted(read) ?? []), misplaced }
}
