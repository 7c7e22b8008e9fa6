// Counts the calls of contacts, page by page: what was counted so far is small, and can be put down and taken up again.
import type { CallTally } from '#contract/breakdown.ts'
import type { Variables } from '#contract/contact-parts.ts'
import type { Outcome } from '#contract/outcome.ts'
import type { Place } from '#domain/compliance/whereabouts.ts'
import { hourThere } from './hour-there.ts'

/** A contact and its calls, as far as they are counted. */
export type CountedContact = {
  contact: Place & { variables: Variables }
  calls: readonly {
    n: number
    claimedAt: string
    /** Absent: the provider never had the call. */
    callSid?: string | undefined
    answeredAt?: string | undefined
    outcome?: Outcome | undefined
    verdict?: 'success' | 'failure' | undefined
  }[]
}

export type GroupTally = CallTally & { contacts: number }
type Tallies<T> = Record<string, T>

export type Counting = {
  total: GroupTally
  /** By hours since Monday 0:00. */
  hours: Tallies<CallTally>
  hourUnknown: CallTally
  attempts: Tallies<CallTally>
  /** By column, by value. */
  columns: Record<string, Tallies<GroupTally>>
  variedColumns: string[]
  hasMoreColumns: boolean
}

// What is counted lies in one item of the table, twice while it is counted anew, and an item takes 400 KB (DynamoDB).
/** Columns that are looked at: the first ones. */
const MOST_COLUMNS = 40
/** All states of the United States, and some. */
const MOST_VALUES = 60
/** Of all columns together. */
const MOST_VALUES_IN_ALL = 900
/** Longer ones are somebody's words, and no two of them are alike. */
const LONGEST_VALUE = 40

const nothing = (): CallTally => ({ calls: 0, answered: 0, successful: 0 })
const nobody = (): GroupTally => ({ ...nothing(), contacts: 0 })

export const nothingCounted = (): Counting => ({
  ...{ total: nobody(), hours: {}, hourUnknown: nothing(), attempts: {}, columns: {} },
  ...{ variedColumns: [], hasMoreColumns: false },
})

/** What it was before is changed: whoever counts a page owns what it counts in. */
const add = (to: CallTally, { calls, answered, successful }: CallTally): void => {
  to.calls += calls
  to.answered += answered
  to.successful += successful
}

export const minus = (all: GroupTally, parts: readonly GroupTally[]): GroupTally => {
  const left = { ...all }
  for (const { contacts, calls, answered, successful } of parts) {
    left.contacts -= contacts
    add(left, { calls: -calls, answered: -answered, successful: -successful })
  }
  return left
}

export const sum = (parts: readonly GroupTally[]): GroupTally => {
  const all = nobody()
  for (const part of parts) {
    all.contacts += part.contacts
    add(all, part)
  }
  return all
}

const tallyOf = ({ answeredAt, outcome, verdict }: CountedContact['calls'][number]): CallTally => ({
  calls: 1,
  answered: answeredAt === undefined ? 0 : 1,
  successful: outcome === 'human' && verdict !== 'failure' ? 1 : 0,
})

const inGroup = (groups: Tallies<CallTally>, name: number, tally: CallTally): void => {
  const group = groups[name] ?? nothing()
  groups[name] = group
  add(group, tally)
}

const drop = (counting: Counting, column: string): void => {
  delete counting.columns[column]
  counting.variedColumns.push(column)
}

const knows = (counting: Counting, column: string): boolean => {
  if (Object.hasOwn(counting.columns, column)) return true
  if (counting.variedColumns.includes(column)) return false
  if (Object.keys(counting.columns).length + counting.variedColumns.length >= MOST_COLUMNS) {
    counting.hasMoreColumns = true
    return false
  }
  counting.columns[column] = {}
  return true
}

/** An object has one of these by itself, which would be taken for a group. */
const isNoGroup = (value: string): boolean => value.length > LONGEST_VALUE || value === '__proto__'

const inColumns = (counting: Counting, variables: Variables, tally: GroupTally): void => {
  for (const [column, value] of Object.entries(variables)) {
    if (!knows(counting, column)) continue
    const values = counting.columns[column] ?? {}
    const known = Object.hasOwn(values, value) ? values[value] : undefined
    if (!known && (isNoGroup(value) || Object.keys(values).length >= MOST_VALUES)) {
      drop(counting, column)
      continue
    }
    const group = known ?? nobody()
    values[value] = group
    group.contacts += tally.contacts
    add(group, tally)
  }
}

/** Too many in all: the column with the most values is the one that says the least. */
const makeRoom = (counting: Counting): void => {
  const sizes = Object.entries(counting.columns).map(([column, values]) => ({ column, size: Object.keys(values).length }))
  const most = sizes.toSorted((one, other) => other.size - one.size)
  let all = sizes.reduce((total, { size }) => total + size, 0)
  for (const { column, size } of most) {
    if (all <= MOST_VALUES_IN_ALL) return
    drop(counting, column)
    all -= size
  }
}

/** Contacts that nobody has called are counted among those of their columns, too. */
export const countedWith = (before: Counting, contacts: readonly CountedContact[]): Counting => {
  const counting = structuredClone(before)
  for (const { contact, calls } of contacts) {
    const own = { ...nobody(), contacts: 1 }
    for (const call of calls) {
      if (call.callSid === undefined) continue
      const tally = tallyOf(call)
      add(own, tally)
      inGroup(counting.attempts, call.n, tally)
      const hour = hourThere(contact, Date.parse(call.claimedAt))
      if (hour === undefined) add(counting.hourUnknown, tally)
      else inGroup(counting.hours, hour, tally)
    }
    counting.total.contacts += 1
    add(counting.total, own)
    inColumns(counting, contact.variables, own)
  }
  makeRoom(counting)
  return counting
}
