// Of an import, everything that must be the same however often its process was killed.
import { createHash } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb'
import { resultKeys } from '#domain/inbox-key.ts'
import { ports, TABLE } from './ports.ts'
import type { Imported } from './run-import.ts'

/** Times; a contact's id, made of its campaign's; the partition that the id chooses. */
const ITS_OWN = /\d{4}-\d{2}-\d{2}T[\d:.]+Z|"touchedMs":\d+|ctc_[0-9a-f]+|#[CF]\d+/g

/** A map of the database has no order. */
const ordered = (_: string, value: unknown): unknown =>
  value instanceof Object && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value

/** Each of its items, keys and indexes included, without what is every campaign's own: ids and times. */
const itemsOf = async ({ campaign, record }: Imported): Promise<string[]> => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}))
  const lines: string[] = []
  for await (const { Items = [] } of paginateScan({ client }, { TableName: TABLE }))
    for (const item of Items) {
      const text = JSON.stringify(item, ordered)
      if (text.includes(campaign.id)) lines.push(text.replaceAll(campaign.id, 'CAMPAIGN').replaceAll(record.id, 'IMPORT'))
    }
  return lines.map((line) => line.replace(ITS_OWN, '')).sort()
}

export const digestOf = async (imported: Imported): Promise<string> => {
  const hash = createHash('sha256').update((await itemsOf(imported)).join('\n'))
  const { bytes } = await ports.files.open({ key: resultKeys(imported.record.source?.key ?? '').rejects })
  for await (const chunk of bytes) hash.update(chunk)
  return hash.digest('hex')
}
