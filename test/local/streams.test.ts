import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AttributeValue, DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import * as z from 'zod/mini'
import { credentials } from '../../local/credentials.ts'
import { startDynamoDb } from '../../local/dynamodb/dynamodb.ts'
import { compilePatterns } from '../../local/streams/pattern.ts'
import { type StreamsOptions, startStreams } from '../../local/streams/streams.ts'
import type { StreamSource } from '../../local/system.ts'
import { eventually } from '../support/eventually.ts'
import { ringmasterTable } from '../support/table.ts'

const region = 'us-east-1'
let url: string
let closeDatabase: () => Promise<void>
let client: DynamoDBClient
let tableName: string
let tables = 0

beforeAll(async () => {
  const database = await startDynamoDb({ tables: [], region, log: console.error })
  url = database.url
  closeDatabase = database.close
  client = new DynamoDBClient({ endpoint: url, region, credentials })
})
afterAll(async () => {
  client.destroy()
  await closeDatabase()
})
beforeEach(async () => {
  tables += 1
  tableName = `streamed-${tables}`
  process.env.DYNAMODB_ENDPOINT = url
  await startDynamoDb({ tables: [{ ...ringmasterTable, tableName }], region, log: console.error })
  delete process.env.DYNAMODB_ENDPOINT
})

const Records = z.object({
  Records: z.array(
    z.looseObject({
      eventName: z.string(),
      dynamodb: z.looseObject({ Keys: z.looseObject({ SK: z.object({ S: z.string() }) }), SequenceNumber: z.string() }),
    }),
  ),
})

const put = (SK: string, more: Record<string, AttributeValue> = {}) =>
  client.send(new PutItemCommand({ TableName: tableName, Item: { PK: { S: 'P' }, SK: { S: SK }, ...more } }))

type Answer = (keys: string[], records: z.infer<typeof Records>['Records']) => unknown

const start = async (source: Partial<StreamSource> = {}, answer: Answer = () => undefined, options: Partial<StreamsOptions> = {}) => {
  const batches: string[][] = []
  const lines: string[] = []
  const streams = await startStreams({
    sources: [
      {
        ...{ tableName, functionArn: 'push-changes', batchSize: 100, windowSeconds: 0, patterns: [] },
        ...{ retryAttempts: 5, maxAgeSeconds: 3_600, reportsItemFailures: false },
        ...source,
      },
    ],
    url,
    region,
    invoke: async (_, event) => {
      const records = Records.parse(event).Records
      const keys = records.map(({ dynamodb }) => dynamodb.Keys.SK.S)
      batches.push(keys)
      return answer(keys, records)
    },
    log: (line) => lines.push(line),
    retryAfterMs: 1,
    ...options,
  })
  onTestFinished(streams.close)
  return { ...streams, batches, lines }
}

test('hands changes over as Lambda does', async () => {
  const seen: unknown[] = []
  await start({}, (_, records) => seen.push(...records))
  await put('A', { n: { N: '1' }, bytes: { B: Buffer.from('hi') } })
  await put('A', { n: { N: '2' } })
  await client.send(new DeleteItemCommand({ TableName: tableName, Key: { PK: { S: 'P' }, SK: { S: 'A' } } }))
  await eventually(() => seen).toHaveLength(3)
  const Keys = { PK: { S: 'P' }, SK: { S: 'A' } }
  const first = { ...Keys, n: { N: '1' }, bytes: { B: 'aGk=' } }
  const second = { ...Keys, n: { N: '2' } }
  expect(seen).toMatchObject([
    {
      eventID: expect.any(String),
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      awsRegion: region,
      eventSourceARN: expect.stringContaining(`:table/${tableName}/stream/`),
      dynamodb: {
        Keys,
        NewImage: first,
        StreamViewType: 'NEW_AND_OLD_IMAGES',
        SequenceNumber: expect.any(String),
        ApproximateCreationDateTime: expect.any(Number),
      },
    },
    { eventName: 'MODIFY', dynamodb: { Keys, OldImage: first, NewImage: second } },
    { eventName: 'REMOVE', dynamodb: { Keys, OldImage: second } },
  ])
})

test('reads what was written before it started', async () => {
  await put('EARLY')
  const { batches } = await start()
  await eventually(() => batches).toEqual([['EARLY']])
})

test('hands over at most a batch at a time', async () => {
  for (const SK of ['1', '2', '3', '4', '5']) await put(SK)
  const { batches } = await start({ batchSize: 3 })
  await eventually(() => batches).toEqual([
    ['1', '2', '3'],
    ['4', '5'],
  ])
})

test('waits for a batch to fill as long as the window is open', async () => {
  const { batches } = await start({ batchSize: 3, windowSeconds: 60 })
  for (const SK of ['1', '2', '3']) await put(SK)
  await eventually(() => batches).toEqual([['1', '2', '3']])
})

test('hands over what it has when the window closes', async () => {
  const { batches } = await start({ batchSize: 3, windowSeconds: 0.2 })
  await put('1')
  await eventually(() => batches).toEqual([['1']])
})

test('knows what EventBridge’s rules leave out by name', () => {
  const matches = compilePatterns([{ key: [{ 'anything-but': { wildcard: ['*.report.json', 'imports/*'] } }] }])
  const passing = (...keys: unknown[]) => keys.filter((key) => matches({ key }))
  expect(passing('inbox/a.csv', 'inbox/imports/a', 'a.reportXjson')).toHaveLength(3)
  expect(passing('inbox/a.csv.report.json', 'imports/wake', 'imports/a\nb', 7, undefined)).toEqual([])
})

test('leaves out what no pattern matches', async () => {
  const keyPrefix = { dynamodb: { Keys: { SK: { S: [{ prefix: 'LANE#' }] } } } }
  const removed = { eventName: ['REMOVE'], dynamodb: { NewImage: [{ exists: false }] } }
  const { batches } = await start({ patterns: [keyPrefix, removed] })
  for (const SK of ['LANE#1', 'CONTACT#1', 'LANE#2']) await put(SK)
  await client.send(new DeleteItemCommand({ TableName: tableName, Key: { PK: { S: 'P' }, SK: { S: 'CONTACT#1' } } }))
  await eventually(() => batches.flat()).toEqual(['LANE#1', 'LANE#2', 'CONTACT#1'])
})

test('refuses a filter that it does not know, before anything runs', async () => {
  const patterns = [{ dynamodb: { NewImage: { n: { N: [{ numeric: ['>', 1] }] } } } }]
  await expect(start({ patterns })).rejects.toThrow('The filter {"numeric":[">",1]} at $.dynamodb.NewImage.n.N is not implemented here.')
})

test('splits a batch that fails, gives up the record that fails alone, and keeps the order of the others', async () => {
  for (const SK of ['1', '2', 'POISON', '4', '5']) await put(SK)
  const handled: string[] = []
  const { batches, lines } = await start({ retryAttempts: 3 }, (keys) => {
    if (keys.includes('POISON')) throw new Error('cannot read it')
    handled.push(...keys)
  })
  await eventually(() => handled).toEqual(['1', '2', '4', '5'])
  expect(batches.filter((keys) => keys.join() === 'POISON')).toHaveLength(4)
  expect(lines).toEqual([
    expect.stringMatching(/^push-changes failed 4 times on stream record \d+, which is given up: Error: cannot read it$/),
  ])
})

test('goes on from the first record that the function reports', async () => {
  for (const SK of ['1', '2', '3', '4']) await put(SK)
  let isFirst = true
  const { batches } = await start({ reportsItemFailures: true }, (_, records) => {
    if (!isFirst) return { batchItemFailures: [] }
    isFirst = false
    return { batchItemFailures: [3, 2].map((i) => ({ itemIdentifier: records[i]?.dynamodb.SequenceNumber })) }
  })
  await eventually(() => batches).toEqual([
    ['1', '2', '3', '4'],
    ['3', '4'],
  ])
})

test('takes what a function answers for a success when the template does not ask for reports', async () => {
  const { batches } = await start({}, (_, [record]) => ({ batchItemFailures: [{ itemIdentifier: record?.dynamodb.SequenceNumber }] }))
  await put('1')
  await eventually(() => batches).toEqual([['1']])
  await put('2')
  await eventually(() => batches).toEqual([['1'], ['2']])
})

test('gives up records that have become too old, and tells the others', async () => {
  const { batches, lines } = await start({ maxAgeSeconds: -1_000 })
  await put('1')
  await eventually(() => lines).toEqual(['push-changes is not told of 1 stream records that are older than -1000 s'])
  expect(batches).toEqual([])
})

test('goes on after a restart where it ended', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ringmaster-streams-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
  const first = await start({}, undefined, { dataDir })
  await put('1')
  await eventually(() => first.batches.flat()).toEqual(['1'])
  await first.close()
  await put('2')
  const second = await start({}, undefined, { dataDir })
  await eventually(() => second.batches.flat()).toEqual(['2'])
})
