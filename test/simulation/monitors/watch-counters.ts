// Recounts every campaign as it is written, and compares with what its lanes count (I5).

import { COUNTERS, type Counter } from '#domain/progress.ts'
import type { Item } from '#store/table-operations.ts'
import { type Books, count, type Kind } from './books.ts'
import { countsOfAttempt, countsOfContact } from './recount.ts'
import type { Violations } from './violations.ts'

type Counted = readonly (readonly [Counter, number])[]

const COUNTED: Partial<Record<Kind, (item: Item) => Counted>> = {
  contact: countsOfContact,
  attempt: countsOfAttempt,
}

/** CAMPAIGN#<id>#LANES, CAMPAIGN#<id>#C<s>. */
const campaignOf = ({ PK }: Item): string => PK.slice('CAMPAIGN#'.length, PK.indexOf('#', 'CAMPAIGN#'.length))

/** Gives the comparison, which holds between any two writes. */
export const watchCounters = ({ books, violations }: { books: Books; violations: Violations }): (() => void) => {
  // What the lanes say less what the recount says: 0 for each counter, but for `waiting`, which starts at the campaign's total.
  const drifts = new Map<string, Map<Counter, number>>()
  const told = new Set<string>()

  const driftOf = (item: Item): Map<Counter, number> => {
    const id = campaignOf(item)
    const drift = drifts.get(id) ?? new Map<Counter, number>()
    drifts.set(id, drift)
    return drift
  }

  const add = (item: Item, counted: Counted, sign: number): void => {
    const drift = driftOf(item)
    for (const [counter, value] of counted) drift.set(counter, (drift.get(counter) ?? 0) + sign * value)
  }

  /** Most writes of a lane change few of its counters. */
  const addLane = (before: Item | undefined, after: Item): void => {
    const drift = driftOf(after)
    for (const counter of COUNTERS) {
      const change = count(after, counter) - count(before, counter)
      if (change !== 0) drift.set(counter, (drift.get(counter) ?? 0) + change)
    }
  }

  books.watch(({ kind, before, after }) => {
    if (kind === 'lane' && after) addLane(before, after)
    const countsOf = COUNTED[kind]
    if (!countsOf) return
    if (before) add(before, countsOf(before), 1)
    if (after) add(after, countsOf(after), -1)
  })

  return () => {
    for (const { id, totalContacts } of books.campaigns()) {
      for (const counter of COUNTERS) {
        const drift = (drifts.get(id)?.get(counter) ?? 0) + (counter === 'waiting' ? totalContacts : 0)
        if (drift === 0 || told.has(`${id} ${counter}`)) continue
        told.add(`${id} ${counter}`)
        violations.add('I5', `${counter} of ${id} is off by ${drift}`)
      }
    }
  }
}
