// Two operations on one item at the same moment: DynamoDB cancels one of them, and it is ours to try again.
import { TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb'
import type { Clock, Random } from '#app/ports/clock.ts'

const TRIES = 8
const REST_MS = 20

const isConflict = (error: unknown): boolean => {
  if (error instanceof TransactionConflictException) return true
  const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : []
  return reasons.some(({ Code }) => Code === 'TransactionConflict') && !reasons.some(({ Code }) => Code === 'ConditionalCheckFailed')
}

/** Time to wait in and chance to spread with, so that two who met do not meet again. */
export type Patience = { clock: Pick<Clock, 'rest'>; random: Random }

/** Tries a conflict again with jitter, which the SDK does not do. */
export const patiently = async <T>({ clock, random }: Patience, send: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await send()
    } catch (error) {
      if (tries >= TRIES || !isConflict(error)) throw error
      await clock.rest(random() * REST_MS * 2 ** tries)
    }
  }
}
