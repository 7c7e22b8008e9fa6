// All monitors over one world.
import type { CampaignRecord } from '#app/records.ts'
import type { DialRequest } from '#app/telephony-port.ts'
import type { DialRules } from '#app/turn.ts'
import type { Item } from '#store/table-operations.ts'
import type { Switchboard } from '../network/switchboard.ts'
import { allowedLines } from './allowed-lines.ts'
import { type Books, keepBooks } from './books.ts'
import { checkAtRest } from './final-check.ts'
import { collectViolations, type Violations } from './violations.ts'
import { watchAttempts } from './watch-attempts.ts'
import { watchCalls } from './watch-calls.ts'
import { watchControl } from './watch-control.ts'
import { watchCounters } from './watch-counters.ts'
import { watchStalls } from './watch-stalls.ts'

type Needs = {
  now: () => number
  note: (line: string) => void
  rules: DialRules
  switchboard: () => Switchboard
  isOpen: (campaign: CampaignRecord, contact: Item) => boolean
  wasReachable: (sinceMs: number) => boolean
  /** From the end of a call until it must be settled. */
  lateAfterMs: number
}

export type Monitors = {
  books: Books
  violations: Violations
  dialled(request: DialRequest): void
  /** Once there is a switchboard. */
  attach(): void
  /** What can only be said between two moments. */
  look(): void
  /** When all has come to rest. */
  conclude(): void
}

export const createMonitors = ({ now, note, rules, switchboard, isOpen, wasReachable, lateAfterMs }: Needs): Monitors => {
  const books = keepBooks()
  const violations = collectViolations({ now, note })
  const shared = { books, violations, now }
  const calls = watchCalls({ ...shared, callsPerDay: rules.callsPerDay, linesOf: allowedLines({ books, now }) })
  const control = watchControl({ ...shared, isOpen, wasReachable })
  const recount = watchCounters(shared)
  const stalls = watchStalls({ ...shared, rules, live: calls.live })
  watchAttempts({ ...shared, switchboard, lateAfterMs })
  return {
    books,
    violations,
    dialled: (request) => {
      control.dialled(request)
      stalls.dialled(request)
    },
    attach: () => {
      switchboard().watch(calls)
      switchboard().watch({ rang: control.rang })
    },
    look: () => {
      recount()
      stalls.look()
    },
    conclude: () => {
      recount()
      checkAtRest({ books, violations, switchboard: switchboard() })
    },
  }
}
