// The columns of an export: those that our own importer reads back, then what came of each contact, which it leaves out.
import type { Variables } from '#contract/contact-parts.ts'
import { type Columns, columnsOf, fieldsOf, OWN_PREFIX } from '#domain/list/columns.ts'
import type { ExportedContact } from './exported.ts'

/** Of a contact, by the name that a list has for it. What stands in a column of its own list is not written twice. */
const FIELDS = [
  ['name', 'name'],
  ['timeZone', 'timezone'],
  ['region', 'state'],
  ['postcode', 'zip'],
  ['country', 'country'],
  ['consent', 'consent'],
  ['language', 'language'],
] as const
type Field = (typeof FIELDS)[number][0]

/** What no variable tells, because a list's columns of this kind are nothing to be spoken of. */
const INSTRUCTIONS = [
  ['firstMessage', 'first_message'],
  ['prompt', 'prompt'],
  ['voiceId', 'voice_id'],
  ['callAfter', 'call_after'],
  ['callBefore', 'call_before'],
  ['priority', 'priority'],
] as const
type Instruction = (typeof INSTRUCTIONS)[number][0]

/** What was found in the contacts of a campaign. */
export type Seen = { fields: string[]; variables: string[]; collected: string[] }

export const nothingSeen = (): Seen => ({ fields: [], variables: [], collected: [] })

/** As an importer would take it from the variables alone. */
const told = (variables: Variables, { one }: Columns, field: Field): string | undefined => {
  const cell = (column: { header: string } | undefined) => (column ? variables[column.header] : undefined)
  if (field !== 'name') return cell(one[field])
  return cell(one.name) ?? ([cell(one.firstName), cell(one.lastName)].filter((part) => part !== undefined).join(' ') || undefined)
}

/** Grows by what the contact has. */
export const seenWith = (seen: Seen, { contact, calls }: ExportedContact): Seen => {
  const fields = new Set(seen.fields)
  const before = fields.size + seen.variables.length + seen.collected.length
  const said = FIELDS.filter(([field]) => !fields.has(field) && contact[field] !== undefined)
  const headers = said.length > 0 ? Object.keys(contact.variables) : []
  const columns = columnsOf(headers, fieldsOf(headers))
  for (const [field] of said) if (told(contact.variables, columns, field) !== contact[field]) fields.add(field)
  for (const [field] of INSTRUCTIONS) if (contact[field] !== undefined) fields.add(field)
  const variables = new Set([...seen.variables, ...Object.keys(contact.variables)])
  const collected = new Set([...seen.collected, ...calls.flatMap(({ result }) => Object.keys(result?.collected ?? {}))])
  if (fields.size + variables.size + collected.size === before) return seen
  return { fields: [...fields], variables: [...variables], collected: [...collected] }
}

type Column = { header: string; of: (exported: ExportedContact) => string | number | boolean | undefined }

const field = (name: Field | Instruction, header: string): Column => ({ header, of: ({ contact }) => contact[name] })
const own = (name: string, of: Column['of']): Column => ({ header: `${OWN_PREFIX}${name}`, of })
const last = ({ calls }: ExportedContact) => calls.at(-1)

const RESULTS: readonly Column[] = [
  own('state', ({ contact }) => contact.state),
  own('outcome', ({ contact }) => contact.outcome),
  own('calls', ({ calls }) => calls.length),
  own('called at', (one) => last(one)?.claimedAt),
  own('answered at', (one) => last(one)?.answeredAt),
  own('answered by', (one) => last(one)?.answeredBy),
  own('seconds', (one) => last(one)?.seconds),
  own('successful', (one) => last(one)?.result?.successful),
  own('summary', (one) => last(one)?.result?.summary),
  own('recording until', (one) => last(one)?.recording?.keptUntil),
  own('call id', (one) => last(one)?.id),
]

export const exportColumns = ({ fields, variables, collected }: Seen): readonly Column[] => {
  const has = new Set(fields)
  return [
    { header: 'phone', of: ({ contact }) => contact.phone },
    ...[...FIELDS, ...INSTRUCTIONS].filter(([name]) => has.has(name)).map(([name, header]) => field(name, header)),
    ...variables.map((header): Column => ({ header, of: ({ contact }) => contact.variables[header] })),
    ...RESULTS,
    ...collected.map((name) => own(name, (one) => last(one)?.result?.collected?.[name])),
  ]
}
