// The rows of a sheet, each as what it is to its campaign. A row is known again by its id, and the id is proven by the row's number.
import type { ContactRow } from '#contract/contact.ts'
import { ContactId, type E164 } from '#contract/ids.ts'
import { rowReader } from '#domain/list/row-reader.ts'
import { readNumberToCall } from '#domain/phone.ts'
import type { Layout, OwnColumn, Table } from './layout.ts'
import { isAsking, mayWrite, showsContact } from './results.ts'

/** `line`: the number that stands beside the row. */
type Place = { line: number; cells: readonly string[] }

export type SheetRow = Place &
  (
    | { is: 'contact'; contactId: ContactId }
    // It may be a contact's row that has lost its id.
    | { is: 'found'; contactId: ContactId }
    // The stamp stands for what the row says, and takes the place of an id if nobody can be called.
    | { is: 'new'; stamp: string; contactId: ContactId; row: ContactRow; phone: E164 }
    | { is: 'rejected'; stamp: string; reason: string }
    | { is: 'duplicate'; stamp: string }
    // Results that were written where no row is any more.
    | { is: 'stray' }
    // Whoever filled it does not ask for it to be called.
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

/** What people have written into a row: somebody who can be called, or the reason why it is nobody. */
type Content = { stamp: string } & (
  | { row: ContactRow; phone: E164; contactId: ContactId }
  | { row?: undefined; contactId?: undefined; reason: string }
)
type Read = { line: number; cells: readonly string[]; content: Content | undefined }

const contentReader = (layout: Layout, { defaultCountry, idOf }: Rules) => {
  const read = rowReader(layout)
  const ours = new Set(layout.own.values())
  return (cells: readonly string[], line: number): Content | undefined => {
    const theirs = cells.filter((_, column) => !ours.has(column))
    if (theirs.every((cell) => cell.trim() === '')) return undefined
    const stamp = `${LOOKED_AT}${digest(theirs.join('\n').trimEnd())}`
    const place = { offset: line - 1, line }
    const whole = layout.headers.map((_, column) => cells[column] ?? '')
    const said = read({ start: place, end: place, cells: whole })
    if (!said.ok) return { stamp, reason: `${said.column}: ${said.reason}` }
    const number = readNumberToCall(said.row.phone, { country: said.row.country, defaultCountry })
    return number.ok ? { stamp, row: said.row, phone: number.e164, contactId: idOf(number.e164) } : { stamp, reason: number.reason }
  }
}

const readAll = (table: Table, layout: Layout, rules: Rules): Read[] => {
  const contentOf = contentReader(layout, rules)
  const first = layout.headerRow + 1
  return table.slice(first).map((cells, i) => ({ line: first + i + 1, cells, content: contentOf(cells, first + i + 1) }))
}

/** Ids that stand where they do not belong, while the row that they belong to is there as well. */
const findMisplaced = (all: readonly Read[], layout: Layout): Set<ContactId> => {
  const present = new Set(all.flatMap(({ content }) => content?.contactId ?? []))
  const ids = all.flatMap(({ cells, content }) => {
    const id = ContactId.safeParse(cellOf(cells, layout, 'id')).data
    return id !== undefined && id !== content?.contactId && present.has(id) ? [id] : []
  })
  return new Set(ids)
}

export const sortRows = (table: Table, layout: Layout, rules: Rules): SheetRows => {
  const all = readAll(table, layout, rules)
  const misplaced = findMisplaced(all, layout)
  const foreign = new Set<string>(misplaced)
  const idOf = ({ cells }: Read): string => cellOf(cells, layout, 'id')
  const owned = new Set(all.flatMap((read) => (read.content?.contactId === idOf(read) ? (read.content.contactId ?? []) : [])))

  /** What we wrote beside it is about another row, or about what this one said before. */
  const isForeign = (id: string, stamp: string): boolean => (id.startsWith(LOOKED_AT) ? id !== stamp : foreign.has(id))

  const sorted = (read: Read): SheetRow | undefined => {
    const { line, cells, content } = read
    const [id, status] = [idOf(read), cellOf(cells, layout, 'status')]
    if (!content) return id === '' ? undefined : { line, cells, is: 'stray' }
    const { stamp, contactId } = content
    if (contactId !== undefined && id === contactId) return { line, cells, is: 'contact', contactId }
    if (!isAsking(status) && !(isForeign(id, stamp) && mayWrite('status', status))) {
      const mayBeKnown = !layout.hasIds && contactId !== undefined && showsContact(status) && !owned.has(contactId)
      return mayBeKnown ? { line, cells, is: 'found', contactId } : { line, cells, is: 'left' }
    }
    if (contactId === undefined) return { line, cells, stamp, is: 'rejected', reason: content.reason }
    // The row that stands first is the contact's, unless another one is already.
    if (owned.has(contactId)) return { line, cells, stamp: `${LOOKED_AT}${digest(content.phone)}`, is: 'duplicate' }
    owned.add(contactId)
    return { line, cells, stamp, is: 'new', contactId, row: content.row, phone: content.phone }
  }
  return { rows: all.flatMap((read) => sorted(read) ?? []), misplaced }
}
