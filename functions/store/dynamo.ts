// The table in DynamoDB: the one client, and each of the store's operations as a request to it.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { type Patience, patiently } from './conflicts.ts'
import { expression, projection } from './expression.ts'
import { refusalOf, refusalsOf } from './refusals.ts'
import { queryRequest, TELL_WHY, writeRequest } from './requests.ts'
import type { Key } from './table.ts'
import type { Item, Refusal, Table } from './table-operations.ts'
import { wellFormed } from './well-formed.ts'

/** What came of it, or the refusal of its condition. */
const refusable = async <T, W>(sent: Promise<T>, write: W): Promise<{ result: T } | { refusal: Refusal<W> }> => {
  try {
    return { result: await sent }
  } catch (error) {
    const refusal = refusalOf(error, write)
    if (!refusal) throw error
    return { refusal }
  }
}

const nameOf = ({ PK, SK }: Key): string => `${PK} ${SK}`

/** The SDK retries what DynamoDB did not carry out; a transaction carries its own idempotency token. */
export const openTable = (TableName: string, patience: Patience, client = new DynamoDBClient({})): Table => {
  // A map with a key called `constructor`, as a list may have a column, is taken for an object of a class.
  const marshallOptions = { removeUndefinedValues: true, convertClassInstanceToMap: true }
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions })
  const put = (request: Omit<PutCommandInput, 'TableName'>) =>
    patiently(patience, () => documents.send(new PutCommand({ TableName, ...request })))
  const update = (request: Omit<UpdateCommandInput, 'TableName'>) =>
    patiently(patience, () => documents.send(new UpdateCommand({ TableName, ...request })))

  /** A request gives what it can; what it has left out is asked for again. */
  const batch = async (keys: readonly Key[], projected: object = {}): Promise<Item[]> => {
    const found: Item[] = []
    let asked: Record<string, unknown>[] = [...keys]
    while (asked.length > 0) {
      const { Responses, UnprocessedKeys } = await documents.send(
        new BatchGetCommand({ RequestItems: { [TableName]: { Keys: asked, ...projected, ConsistentRead: true } } }),
      )
      found.push(...(Responses?.[TableName] ?? []).map((item) => ({ ...item, PK: String(item.PK), SK: String(item.SK) })))
      asked = UnprocessedKeys?.[TableName]?.Keys ?? []
    }
    return found
  }

  return {
    async get(key, schema, { consistent = true } = {}) {
      const { Item } = await documents.send(new GetCommand({ TableName, Key: key, ConsistentRead: consistent }))
      return Item && schema.parse(Item)
    },

    existing: (keys, attributes = []) => batch(keys, projection(['PK', 'SK', ...attributes])),

    async all(keys, schema) {
      const found = new Map((await batch(keys)).map((item) => [nameOf(item), item]))
      return keys.flatMap((key) => {
        const item = found.get(nameOf(key))
        return item ? [schema.parse(item)] : []
      })
    },

    async put(item, condition) {
      return 'result' in (await refusable(put({ Item: wellFormed(item), ...expression(undefined, condition) }), item))
    },

    async take(key, schema) {
      const request = new DeleteCommand({ TableName, Key: key, ReturnValues: 'ALL_OLD' })
      const { Attributes } = await patiently(patience, () => documents.send(request))
      return Attributes && schema.parse(Attributes)
    },

    async update(key, { change, condition, schema }) {
      const request = { Key: key, ReturnValues: 'ALL_NEW' as const, ...expression(change, condition) }
      const updated = await refusable(update(request), key)
      return 'result' in updated ? schema.parse(updated.result.Attributes) : undefined
    },

    async query(query, schema) {
      const { Items = [], LastEvaluatedKey } = await documents.send(new QueryCommand(queryRequest(TableName, query)))
      return { items: Items.map((item) => schema.parse(item)), last: LastEvaluatedKey }
    },

    async transact(writes) {
      const [only] = writes
      if (only && writes.length === 1 && 'key' in only) {
        const request = { Key: only.key, ...expression(only.change, only.condition), ...TELL_WHY }
        const written = await refusable(update(request), only)
        return 'result' in written ? { ok: true } : { ok: false, refused: [written.refusal] }
      }
      const TransactItems = writes.map((write) => writeRequest(TableName, write))
      try {
        await patiently(patience, () => documents.send(new TransactWriteCommand({ TransactItems })))
        return { ok: true }
      } catch (error) {
        const refused = refusalsOf(error, writes)
        if (refused.length === 0) throw error
        return { ok: false, refused }
      }
    },
  }
}
