// Transactions that meet: DynamoDB cancels whoever comes to an item while another one is at it.
import type { Clock } from '#app/ports/clock.ts'
import type { Patience } from '#store/conflicts.ts'
import type { Key } from '#store/table.ts'
import { canceled, inConflict } from '../../support/failing-dynamo.ts'

export type Contention = Patience & {
  /** Whether somebody is at the item right now. */
  isBusy: (key: Key) => boolean
  /** A transaction was at these items. */
  touched?: (keys: readonly Key[]) => void
}

/** Throws as DynamoDB does when one of the items is busy. */
export const refuseBusy = ({ isBusy }: Contention, keys: readonly Key[], { inTransaction }: { inTransaction: boolean }): void => {
  if (!keys.some(isBusy)) return
  throw inTransaction ? canceled(...keys.map((key) => (isBusy(key) ? 'TransactionConflict' : 'None'))) : inConflict()
}

/** An item stays busy for so long after a transaction has begun with it. */
export const busyAfterTransactions = (ms: number, { clock, random }: Patience & { clock: Pick<Clock, 'machine' | 'rest'> }): Contention => {
  const until = new Map<string, number>()
  const nameOf = ({ PK, SK }: Key): string => `${PK} ${SK}`
  return {
    clock,
    random,
    isBusy: (key) => (until.get(nameOf(key)) ?? 0) > clock.machine(),
    touched(keys) {
      const now = clock.machine()
      // The oldest stand first.
      for (const [name, end] of until) {
        if (end > now) break
        until.delete(name)
      }
      for (const key of keys) {
        until.delete(nameOf(key))
        until.set(nameOf(key), now + ms)
      }
    },
  }
}
