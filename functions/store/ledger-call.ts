// The transactions of one call's life: claimed, on its way, settled or void.
import type { Ledger } from '#app/ports/ledger.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { NumberRecord } from '#app/records/number.ts'
import type { Deltas } from '#domain/progress.ts'
import { isRefunded } from '#domain/retry.ts'
import { changeAttempt, changeLane, dueAgain, ended, moveContact, NOT_DUE, part, unlockNumber, writeParts } from './ledger-parts.ts'
import { ABSENT } from './requirements.ts'
import { attemptKey, numberKey, tokenKey } from './table.ts'
import type { Table } from './table-operations.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** A number's record stays small whatever the cap is. */
const RECENT = 50

const lockedNumber = (attempt: AttemptRecord, number: NumberRecord | undefined) => {
  const since = new Date(Date.parse(attempt.claimedAt) - DAY_MS).toISOString()
  const recent = (number?.recent ?? []).filter(({ at }) => at > since)
  return { lockedBy: attempt.id, recent: [...recent, { attemptId: attempt.id, at: attempt.claimedAt }].slice(-RECENT) }
}

const lockNumber = (attempt: AttemptRecord, number: NumberRecord | undefined) =>
  part(
    'number',
    { key: numberKey(attempt.phone), change: { set: lockedNumber(attempt, number), add: { version: 1 } } },
    { version: number ? number.version : ABSENT },
  )

/** A lane busy with the attempt becomes free. */
const freeLane = (attempt: AttemptRecord, { freedMs, deltas }: { freedMs: number; deltas: Deltas }) =>
  changeLane(attempt, { set: { lastAttemptId: attempt.id, freedMs }, remove: ['attemptId'], deltas }, { attemptId: attempt.id })

/**
 * A turn that is invoked twice writes the same, and an earlier one was over when this one began. False when this is the earlier one: it was
 * held up, or invoked again long after, and the later one's token must stay, or nobody would wake its lane.
 */
const keepToken = (table: Table, { campaignId, k, run, turn }: AttemptRecord, token: string): Promise<boolean> =>
  table.put(
    { ...tokenKey(campaignId, k), run, turn, token },
    { text: 'attribute_not_exists(#run) OR #run < :run OR (#run = :run AND #turn <= :turn)', values: { run, turn } },
  )

export const callsIn = (table: Table): Pick<Ledger, 'claim' | 'advance' | 'settle' | 'void'> => ({
  async claim({ attempt, token, contact, number, deltas }) {
    // Before the claim, so that whoever settles the attempt finds it.
    if (!(await keepToken(table, attempt, token))) return { ok: false, refused: ['lane'], because: ['a later turn of the lane has begun'] }
    return writeParts<'contact' | 'attempt' | 'number' | 'lane'>(table, [
      moveContact({ ...attempt, n: contact.n }, 'claim', {
        seen: contact.state,
        to: 'calling',
        change: { set: { n: attempt.n }, add: { attempts: 1 }, remove: NOT_DUE },
      }),
      part('attempt', { put: { ...attemptKey(attempt.id), ...attempt } }, { PK: ABSENT }),
      lockNumber(attempt, number),
      changeLane(
        attempt,
        { set: { attemptId: attempt.id, claimLeaseMs: attempt.leaseMs }, remove: ['reserved', 'slot'], deltas },
        { open: true, run: attempt.run, attemptId: ABSENT },
      ),
    ])
  },

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

  void: (attempt, { at, dueAt, freedMs, number, deltas }) =>
    writeParts<'contact' | 'attempt' | 'number' | 'lane'>(table, [
      changeAttempt(attempt, { state: 'void', ...ended(attempt, at) }, { callSid: ABSENT }),
      moveContact(attempt, 'void', { to: attempt.cameFrom, change: { set: dueAgain(attempt, dueAt), add: { attempts: -1 } } }),
      // The call never was: it does not count against the number's calls of the day. Only the lock's holder writes the list.
      unlockNumber(attempt, { recent: (number?.recent ?? []).filter(({ attemptId }) => attemptId !== attempt.id) }),
      freeLane(attempt, { freedMs, deltas }),
    ]),
})
