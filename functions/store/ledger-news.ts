// The transactions of a call that is on its way or over: all that whoever is told of calls writes.
import type { Ledger } from '#app/ports/ledger.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { Deltas } from '#domain/progress.ts'
import { isRefunded } from '#domain/retry.ts'
import { contactMovesIn } from './ledger-contact.ts'
import { changeAttempt, changeLane, dueAgain, ended, moveContact, unlockNumber, writeParts } from './ledger-parts.ts'
import type { Table } from './table-operations.ts'

/** A lane busy with the attempt becomes free. */
export const freeLane = (attempt: AttemptRecord, { freedMs, deltas }: { freedMs: number; deltas: Deltas }) =>
  changeLane(attempt, { set: { lastAttemptId: attempt.id, freedMs }, remove: ['attemptId'], deltas }, { attemptId: attempt.id })

export const newsIn = (table: Table): Pick<Ledger, 'advance' | 'settle' | 'never' | 'refine' | 'reopen'> => ({
  ...contactMovesIn(table),

  advance: (attempt, { change, at, leaseMs, deltas }) => {
    const { state, callSid } = change
    const lease = Math.max(attempt.leaseMs, leaseMs)
    const changed = changeAttempt(attempt, { state, callSid, leaseMs: lease, ...(change.answered ? { answeredAt: at } : {}) })
    const isCounted = Object.keys(deltas).length > 0
    return writeParts<'attempt' | 'lane'>(table, [
      changed,
      ...(isCounted ? [changeLane(attempt, { deltas }, { attemptId: attempt.id })] : []),
    ])
  },

  settle: (attempt, { change, at, freedMs, next, deltas, ...evidence }) =>
    writeParts<'contact' | 'attempt' | 'number' | 'lane'>(table, [
      changeAttempt(attempt, {
        state: change.state,
        callSid: change.callSid,
        outcome: change.outcome,
        ...evidence,
        ...ended(attempt, at),
      }),
      moveContact(attempt, 'settle', {
        to: next.state,
        change: {
          set: {
            outcome: change.outcome,
            ...(next.state === 'retrying' ? dueAgain(attempt, new Date(next.dueAt).toISOString()) : {}),
          },
          ...(isRefunded(next) ? { add: { attempts: -1 } } : {}),
        },
      }),
      unlockNumber(attempt),
      freeLane(attempt, { freedMs, deltas }),
    ]),
})
