// The transactions with which a call begins, or turns out never to have been.
import type { Ledger } from '#app/ports/ledger.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { NumberRecord } from '#app/records/number.ts'
import { freeLane } from './ledger-news.ts'
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

/**
 * A turn that is invoked twice writes the same, and an earlier one was over when this one began. False when this is the earlier one: it was
 * held up, or invoked again long after, and the later one's token must stay, or nobody would wake its lane.
 */
const keepToken = (table: Table, { campaignId, k, run, turn }: AttemptRecord, token: string): Promise<boolean> =>
  table.put(
    { ...tokenKey(campaignId, k), run, turn, token },
    { text: 'attribute_not_exists(#run) OR #run < :run OR (#run = :run AND #turn <= :turn)', values: { run, turn } },
  )

export const claimsIn = (table: Table): Pick<Ledger, 'claim' | 'void'> => ({
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

  void: (attempt, { at, dueAt, freedMs, number, deltas }) =>
    writeParts<'contact' | 'attempt' | 'number' | 'lane'>(table, [
      changeAttempt(attempt, { state: 'void', ...ended(attempt, at) }, { callSid: ABSENT }),
      moveContact(attempt, 'void', { to: attempt.cameFrom, change: { set: dueAgain(attempt, dueAt), add: { attempts: -1 } } }),
      // The call never was: it does not count against the number's calls of the day. Only the lock's holder writes the list.
      unlockNumber(attempt, { recent: (number?.recent ?? []).filter(({ attemptId }) => attemptId !== attempt.id) }),
      freeLane(attempt, { freedMs, deltas }),
    ]),
})
