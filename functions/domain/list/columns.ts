// The columns of a list: their names, and which of them is what.
import type { ColumnMapping, ListField } from '#contract/list.ts'
import { fieldOf, type NamedField } from './aliases.ts'
import { cleanCell } from './cell-text.ts'
import { fold } from './fold.ts'
import { REJECT_HEADERS } from './rejects-csv.ts'

export type Column = { header: string; index: number }
export type Columns = {
  /** Where the number may stand, the likeliest first. */
  phone: readonly Column[]
  one: Readonly<Partial<Record<NamedField, Column>>>
  variables: readonly Column[]
  /** How many cells a row should have. */
  count: number
}

/** As long as the name of a variable may be. */
const LONGEST = 100
/** Names that the agent’s provider keeps for itself: a list that sets them could lead the agent. */
const RESERVED = /^(system|secret)__/i

/** Each name once; a column without one gets its position. */
export const namesOf = (headers: readonly string[]): string[] => {
  const names = new Set<string>()
  /** How often each name has come: a file of one letter and commas has the same a hundred thousand times. */
  const times = new Map<string, number>()
  for (const [i, header] of headers.entries()) {
    const name = cleanCell(header).replace(/\s+/g, ' ').slice(0, LONGEST) || `column ${i + 1}`
    let n = (times.get(name) ?? 0) + 1
    const numbered = () => (n === 1 ? name : `${name.slice(0, LONGEST - 7)} ${n}`)
    while (names.has(numbered())) n++
    times.set(name, n)
    names.add(numbered())
  }
  return [...names]
}

const OURS: readonly string[] = REJECT_HEADERS.map(fold)
/** What an export tells of a contact's calls. */
export const OWN_PREFIX = 'ringmaster '
const isOurs = (header: string): boolean => OURS.includes(fold(header)) || header.toLowerCase().startsWith(OWN_PREFIX)

/** What each column is: what a person says of it, or else what its name says. */
export const fieldsOf = (headers: readonly string[], mapping: ColumnMapping = {}): ListField[] => {
  const said = new Map(Object.entries(mapping))
  const folded = new Map(Object.entries(mapping).map(([header, field]) => [fold(header), field]))
  const fields = headers.map((header) => said.get(header) ?? folded.get(fold(header)) ?? (isOurs(header) ? 'ignore' : undefined))
  const taken = new Set(fields)
  const best = new Map<ListField, { index: number; rank: number }>()
  for (const [index, header] of headers.entries()) {
    const guess = fields[index] ? undefined : fieldOf(header)
    if (!guess || taken.has(guess.field)) continue
    // A contact may have several numbers, of which the first that is there is called.
    if (guess.field === 'phone') fields[index] = 'phone'
    else if (guess.rank < (best.get(guess.field)?.rank ?? Number.POSITIVE_INFINITY)) best.set(guess.field, { index, rank: guess.rank })
  }
  for (const [field, { index }] of best) fields[index] = field
  return fields.map((field) => field ?? 'variable')
}

/** Which of the columns keeps the list from being used, and why. */
export const problemWith = (headers: readonly string[], fields: readonly ListField[]): string | undefined => {
  const reserved = headers.find((header, i) => RESERVED.test(header) && fields[i] !== 'ignore')
  if (reserved !== undefined)
    return `The column “${reserved}” has a name that is kept for the agent’s own variables. Rename it, or leave the column out.`
  if (fields.includes('phone')) return undefined
  const has = headers.map((header) => `“${header}”`).join(', ')
  return `The file has no column for the telephone number. Its columns are ${has || 'none'}; name one of them “phone”.`
}

/** What tells us what to do is no news for the agent; all else of a contact can be spoken of. */
const INSTRUCTIONS: readonly ListField[] = [
  'firstMessage',
  'prompt',
  'voiceId',
  'callAfter',
  'callBefore',
  'priority',
  'doNotCall',
  'ignore',
]

export const columnsOf = (headers: readonly string[], fields: readonly ListField[]): Columns => {
  const columns = headers.map((header, index) => ({ header, index, field: fields[index] ?? 'variable', rank: fieldOf(header)?.rank ?? -1 }))
  const phone = columns.filter(({ field }) => field === 'phone').sort((a, b) => a.rank - b.rank)
  return {
    phone,
    one: Object.fromEntries(columns.map((column) => [column.field, column])),
    variables: columns.filter((column) => column !== phone[0] && !INSTRUCTIONS.includes(column.field)),
    count: headers.length,
  }
}
