// The one DynamoDB client and the few operations that the store is written in.
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb'
import type { ZodType } from 'zod'
import type { Clock } from '#app/ports.ts'
import { type Change, type Condition, expression, namesIn } from './expression.ts'
import type { Key } from './table.ts'

export type Table = ReturnType<typeof openTable>

/** One write of a transaction, with the name under which its refusal is told. */
export type Write =
  | { name: string; key: Key; change: Change; condition?: Condition }
  | { name: string; put: Key & Record<string, unknown>; condition?: Condition }
  | { name: string; check: Key; condition: Condition }
  | { name: string; remove: Key }

/** `refused` names the writes whose condition did not hold. */
export type Written = { ok: true } | { ok: false; refused: string[] }

// Two operations on one item at the same moment: DynamoDB cancels one of them, and it is ours to try again.
const CONFLICT_TRIES = 8
const CONFLICT_REST_MS = 20

const requestOf = (TableName: string, write: Write): NonNullable<TransactWriteCommandInput['TransactItems']>[number] => {
  if ('put' in write) return { Put: { TableName, Item: write.put, ...expression(undefined, write.condition) } }
  if ('remove' in write) return { Delete: { TableName, Key: write.remove } }
  if ('check' in write)
    return { ConditionCheck: { TableName, Key: write.check, ConditionExpression: '', ...expression(undefined, write.condition) } }
  return { Update: { TableName, Key: write.key, UpdateExpression: '', ...expression(write.change, write.condition) } }
}

/** The SDK retries what DynamoDB did not carry out; a transaction carries its own idempotency token. */
export const openTable = (TableName: string, clock: Clock, client = new DynamoDBClient({})) => {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
  const update = (request: UpdateCommandInput) => patiently(clock, () => documents.send(new UpdateCommand(request)))
  return {
    async get<T>(key: Key, schema: ZodType<T>, options: { consistent?: boolean } = {}): Promise<T | undefined> {
      const { Item } = await documents.send(new GetCommand({ TableName, Key: key, ConsistentRead: options.consistent ?? true }))
      return Item && schema.parse(Item)
    },

    /** The keys that are there, of at most a hundred. */
    async existing(keys: readonly Key[]): Promise<Key[]> {
      const found: Key[] = []
      let asked: Record<string, unknown>[] = [...keys]
      while (asked.length > 0) {
        const { Responses, UnprocessedKeys } = await documents.send(
          new BatchGetCommand({ RequestItems: { [TableName]: { Keys: asked, ProjectionExpression: 'PK, SK', ConsistentRead: true } } }),
        )
        found.push(...(Responses?.[TableName] ?? []).map((item) => ({ PK: String(item.PK), SK: String(item.SK) })))
        asked = UnprocessedKeys?.[TableName]?.Keys ?? []
      }
      return found
    },

    async put(item: Key & Record<string, unknown>, condition?: Condition): Promise<boolean> {
      return holds(documents.send(new PutCommand({ TableName, Item: item, ...expression(undefined, condition) })))
    },

    /** What was deleted; undefined when there was nothing. */
    async take<T>(key: Key, schema: ZodType<T>): Promise<T | undefined> {
      const { Attributes } = await documents.send(new DeleteCommand({ TableName, Key: key, ReturnValues: 'ALL_OLD' }))
      return Attributes && schema.parse(Attributes)
    },

    /** The item as it is after the change; undefined when the condition did not hold. */
    async update<T>(
      key: Key,
      { change, condition, schema }: { change: Change; condition?: Condition; schema: ZodType<T> },
    ): Promise<T | undefined> {
      const request = { TableName, Key: key, ReturnValues: 'ALL_NEW' as const, ...expression(change, condition) }
      const updated = await update(request).catch(undefinedIfRefused)
      return updated && schema.parse(updated.Attributes)
    },

    async query<T>(
      { partition, index, from, to, begins, ...rest }: Query,
      schema: ZodType<T>,
    ): Promise<{ items: T[]; last: Record<string, unknown> | undefined }> {
      const [pk, sk] = index ? [`${index}PK`, `${index}SK`] : ['PK', 'SK']
      const range = begins !== undefined ? ' AND begins_with(#sk, :from)' : to !== undefined ? ' AND #sk BETWEEN :from AND :to' : ''
      const input: QueryCommandInput = {
        TableName,
        ...(index ? { IndexName: index } : { ConsistentRead: true }),
        KeyConditionExpression: `#pk = :pk${range}`,
        ExpressionAttributeNames: { '#pk': pk, ...(range ? { '#sk': sk } : {}), ...namesIn(rest.only ?? '') },
        ExpressionAttributeValues: {
          ':pk': partition,
          ...(begins !== undefined ? { ':from': begins } : to !== undefined ? { ':from': from ?? ' ', ':to': to } : {}),
        },
        ...(rest.only ? { FilterExpression: rest.only } : {}),
        ...(rest.limit ? { Limit: rest.limit } : {}),
        ...(rest.newestFirst ? { ScanIndexForward: false } : {}),
        ...(rest.after ? { ExclusiveStartKey: rest.after } : {}),
      }
      const { Items = [], LastEvaluatedKey } = await documents.send(new QueryCommand(input))
      return { items: Items.map((item) => schema.parse(item)), last: LastEvaluatedKey }
    },

    /** All writes or none; one alone needs no transaction, which would cost twice as much. */
    async transact(writes: readonly Write[]): Promise<Written> {
      const [only] = writes
      if (only && writes.length === 1 && 'key' in only) {
        const isWritten = await holds(update({ TableName, Key: only.key, ...expression(only.change, only.condition) }))
        return isWritten ? { ok: true } : { ok: false, refused: [only.name] }
      }
      const TransactItems = writes.map((write) => requestOf(TableName, write))
      try {
        await patiently(clock, () => documents.send(new TransactWriteCommand({ TransactItems })))
        return { ok: true }
      } catch (error) {
        const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : []
        const refused = writes.filter((_, i) => reasons[i]?.Code === 'ConditionalCheckFailed').map((write) => write.name)
        if (refused.length === 0) throw error
        return { ok: false, refused }
      }
    },
  }
}

export type Query = {
  partition: string
  index?: string
  /** Lowest and highest sort key, both included. */
  from?: string
  to?: string
  begins?: string
  limit?: number
  newestFirst?: boolean
  after?: Record<string, unknown> | undefined
  /** Filter over what was read: `attribute_exists(#name)`. */
  only?: string
}

const isConflict = (error: unknown): boolean => {
  if (error instanceof TransactionConflictException) return true
  const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : []
  return reasons.some(({ Code }) => Code === 'TransactionConflict') && !reasons.some(({ Code }) => Code === 'ConditionalCheckFailed')
}

/** A conflict with another operation on one of the items is tried again with jitter, which the SDK does not do. */
const patiently = async <T>(clock: Pick<Clock, 'rest'>, send: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await send()
    } catch (error) {
      if (tries >= CONFLICT_TRIES || !isConflict(error)) throw error
      await clock.rest(Math.random() * CONFLICT_REST_MS * 2 ** tries)
    }
  }
}

const undefinedIfRefused = (error: unknown): undefined => {
  if (error instanceof ConditionalCheckFailedException) return undefined
  throw error
}

const holds = async (sent: Promise<unknown>): Promise<boolean> => (await sent.catch(undefinedIfRefused)) !== undefined
