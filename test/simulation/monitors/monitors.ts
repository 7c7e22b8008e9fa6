// All monitors over one world.

import type { DialRules } from '#app/lanes/turn.ts'
import type { DialOutcome, DialRequest } from '#app/ports/telephony.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { Item } from '#store/table-operations.ts'
import type { Switchboard } from '../network/switchboard.ts'
import { allowedLines } from './allowed-lines.ts'
import { type Books, keepBooks } from './books.ts'
import { checkAtRest } from './final-check.ts'
import { collectViolations, type Violations } from './violations.ts'
import { watchAttempts } from './watch-attempts.ts'
import { watchBudget } from './watch-budget.ts'
import { watchCalls } from './watch-calls.ts'
import { watchControl } from './watch-control.ts'
import { watchCounters } from './watch-counters.ts'
import { watchCountries } from './watch-countries.ts'
import { watchProvider } from './watch-provider.ts'
import { watchStalls } from './watch-stalls.ts'

type Needs = {
  now: () => number
  note: (line: string) => void
  rules: DialRules
  switchboard: () => Switchboard
  /** Of a number. */
  countryOf: (number: string) => string
  isOpen: (campaign: CampaignRecord, contact: Item) => boolean
  wasReachable: (sinceMs: number) => boolean
  /** From the end of a call until it must be settled. */
  lateAfterMs: number
}

export type Monitors = {
  books: Books
  violations: Violations
  dialled(request: DialRequest): void
  answered(request: DialRequest, outcome: DialOutcome): void
  machineHeard(callSid: string): void
  /** A person has been told that all campaigns are halted, which was asked for then. */
  halted(askedAt: number): void
  /** Once there is a switchboard. */
  attach(): void
  /** What can only be said between two moments. */
  look(): void
  /** When all has come to rest. */
  conclude(): void
}

export const createMonitors = ({ now, note, rules, switchboard, countryOf, isOpen, wasReachable, lateAfterMs }: Needs): Monitors => {
  const books = keepBooks()
  const violations = collectViolations({ now, note })
  const shared = { books, violations, now }
  const calls = watchCalls({
    ...shared,
    callsPerDay: rules.callsPerDay,
    concurrentCalls: rules.concurrentCalls,
    linesOf: allowedLines({ books, now }),
  })
  const control = watchControl({ ...shared, isOpen, wasReachable })
  const provider = watchProvider({ ...shared, switchboard })
  const budget = watchBudget(shared)
  const countries = watchCountries({ ...shared, countryOf })
  const recount = watchCounters(shared)
  const stalls = watchStalls({ ...shared, rules, live: calls.live })
  watchAttempts({ ...shared, switchboard, lateAfterMs })
  return {
    books,
    violations,
    dialled: (request) => {
      control.dialled(request)
      provider.dialled(request)
      budget.dialled(request)
      countries.dialled(request)
      stalls.dialled(request)
    },
    answered: provider.answered,
    machineHeard: provider.machineHeard,
    halted: control.halted,
    attach: () => {
      switchboard().watch(calls)
      switchboard().watch({ rang: control.rang })
    },
    look: () => {
      recount()
      stalls.look()
      provider.look()
    },
    conclude: () => {
      recount()
      checkAtRest({ books, violations, switchboard: switchboard(), machines: provider.machines })
    },
  }
}
