// What DynamoDB says when a condition did not hold.
import { type AttributeValue, ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Item, Refusal } from './table-operations.ts'

const itemOf = (found: Record<string, AttributeValue> | undefined): Item | undefined => {
  if (!found) return undefined
  const item = unmarshall(found)
  return { ...item, PK: String(item.PK), SK: String(item.SK) }
}

/** Undefined for every other error. */
export const refusalOf = <W>(error: unknown, write: W): Refusal<W> | undefined =>
  error instanceof ConditionalCheckFailedException ? { write, found: itemOf(error.Item) } : undefined

/** Those writes of a transaction that were refused; none for every other error. */
export const refusalsOf = <W>(error: unknown, writes: readonly W[]): Refusal<W>[] => {
  const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : []
  return writes.flatMap((write, i) => {
    const reason = reasons[i]
    return reason?.Code === 'ConditionalCheckFailed' ? [{ write, found: itemOf(reason.Item) }] : []
  })
}
