// What the import is measured against: papaparse alone over the same list, and a loop that writes the same items and does nothing else.

import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { BatchWriteCommand, DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb'
import Papa from 'papaparse'
import type { CampaignRecord } from '#app/records.ts'
import { contactsPartition } from '#store/table.ts'
import { listFile } from './list-file.ts'
import { TABLE } from './ports.ts'

/** As many as BatchWriteItem takes. */
const BATCH = 25

export const parseBare = (rows: number): number => {
  const text = Buffer.concat([...listFile(rows)]).toString('utf8')
  const startedAt = performance.now()
  let count = 0
  Papa.parse(text, { step: () => count++ })
  if (count < rows) throw new Error(`papaparse found ${count} rows`)
  return (performance.now() - startedAt) / 1_000
}

type Item = Record<string, unknown>

/** Into partitions of their own, in the same table and its indexes. */
const renamed = (item: Item): Item => ({ ...item, PK: `BARE#${item.PK}`, duePK: `BARE#${item.duePK}` })

export const writeBare = async ({ id, shards }: CampaignRecord): Promise<{ seconds: number; items: number }> => {
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}))
  let writtenMs = 0
  let count = 0
  const write = async (items: readonly Item[]): Promise<void> => {
    const startedAt = performance.now()
    for (let at = 0; at < items.length; at += BATCH) {
      const requests = items.slice(at, at + BATCH).map((Item) => ({ PutRequest: { Item } }))
      const { UnprocessedItems } = await documents.send(new BatchWriteCommand({ RequestItems: { [TABLE]: requests } }))
      if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error('The database has left items out')
    }
    writtenMs += performance.now() - startedAt
    count += items.length
  }
  for (let shard = 0; shard < shards; shard++) {
    let after: Item | undefined
    do {
      const query = { KeyConditionExpression: 'PK = :pk', ExpressionAttributeValues: { ':pk': contactsPartition(id, shard) } }
      const page = await documents.send(new QueryCommand({ TableName: TABLE, ...query, ...(after ? { ExclusiveStartKey: after } : {}) }))
      await write((page.Items ?? []).map(renamed))
      after = page.LastEvaluatedKey
    } while (after)
  }
  return { seconds: writtenMs / 1_000, items: count }
}
