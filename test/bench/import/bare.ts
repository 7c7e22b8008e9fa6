// What the import is measured against: papaparse alone over the same list, and a loop that writes the same items and does nothing else.

import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { BatchWriteCommand, DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb'
import Papa from 'papaparse'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { contactsPartition } from '#store/table.ts'
import { listFile } from './list-file.ts'
import { TABLE } from './ports.ts'

/** As many as BatchWriteItem takes. */
const BATCH = 25
/** Items enough to tell what one takes in a table of that size: all of a million would take the bare loop the better part of an hour. */
const MOST = 100_000

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

const comparePhones = (one: Item, other: Item): number => String(one.phone).localeCompare(String(other.phone), 'en')

/** Of every partition as many, in the order of the list: by their keys they would all go to one place of the database's tree. */
const contactsOf = async (documents: DynamoDBDocumentClient, { id, shards }: CampaignRecord): Promise<Item[]> => {
  const most = Math.ceil(MOST / shards)
  const found: Item[] = []
  for (let shard = 0; shard < shards; shard++) {
    const items: Item[] = []
    let after: Item | undefined
    do {
      const query = { KeyConditionExpression: 'PK = :pk', ExpressionAttributeValues: { ':pk': contactsPartition(id, shard) } }
      const page = await documents.send(new QueryCommand({ TableName: TABLE, ...query, ...(after ? { ExclusiveStartKey: after } : {}) }))
      items.push(...(page.Items ?? []))
      after = page.LastEvaluatedKey
    } while (after && items.length < most)
    found.push(...items.slice(0, most))
  }
  return found.sort(comparePhones).map(renamed)
}

export const writeBare = async (campaign: CampaignRecord): Promise<{ seconds: number; items: number }> => {
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}))
  const items = await contactsOf(documents, campaign)
  const startedAt = performance.now()
  for (let at = 0; at < items.length; at += BATCH) {
    const requests = items.slice(at, at + BATCH).map((Item) => ({ PutRequest: { Item } }))
    const { UnprocessedItems } = await documents.send(new BatchWriteCommand({ RequestItems: { [TABLE]: requests } }))
    if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error('The database has left items out')
  }
  return { seconds: (performance.now() - startedAt) / 1_000, items: items.length }
}
