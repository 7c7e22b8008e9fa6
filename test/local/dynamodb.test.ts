import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DescribeTimeToLiveCommand, DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { credentials } from '../../local/credentials.ts'
import { findDynoxide } from '../../local/dynamodb/binary.ts'
import { type DynamoDbOptions, startDynamoDb } from '../../local/dynamodb/dynamodb.ts'
import { loopbackAddress } from '../../local/dynamodb/loopback-address.ts'
import { savePositions } from '../../local/streams/positions.ts'
import { eventually } from '../support/eventually.ts'
import { ringmasterTable } from '../support/table.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringmaster-dynamodb-'))
})
afterEach(() => {
  rmSync(dataDir, { recursive: true })
  delete process.env.DYNAMODB_ENDPOINT
})

const TableName = ringmasterTable.tableName

const start = async (options: Partial<DynamoDbOptions> = {}) => {
  const lines: string[] = []
  const database = await startDynamoDb({ tables: [ringmasterTable], region: 'us-east-1', log: (line) => lines.push(line), ...options })
  onTestFinished(database.close)
  const client = new DynamoDBClient({ endpoint: database.url, region: 'us-east-1', credentials })
  onTestFinished(() => client.destroy())
  return { ...database, client, lines }
}

const item = (n: number) => ({ PK: { S: 'CAMPAIGN#1' }, SK: { S: `CONTACT#${n}` }, duePK: { S: 'DUE#1' }, dueSK: { S: `${n}` } })

test('creates the table with its keys, indexes and time to live', async () => {
  const { client } = await start()
  await client.send(new PutItemCommand({ TableName, Item: item(1) }))
  const due = await client.send(
    new QueryCommand({
      TableName,
      IndexName: 'due',
      KeyConditionExpression: 'duePK = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'DUE#1' } },
    }),
  )
  expect(due.Items).toEqual([item(1)])
  const ttl = await client.send(new DescribeTimeToLiveCommand({ TableName }))
  expect(ttl.TimeToLiveDescription).toMatchObject({ AttributeName: 'expiresAt', TimeToLiveStatus: 'ENABLED' })
})

test.runIf(process.platform === 'linux')(
  'listens where no web page finds it: at an address of this machine that nobody knows',
  async () => {
    const { url } = await start()
    const { hostname, port } = new URL(url)
    expect(hostname).toMatch(/^127\./)
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow()
    expect(loopbackAddress()).not.toBe(loopbackAddress())
    expect(loopbackAddress('darwin')).toBe('127.0.0.1')
  },
)

test('keeps what was written for the next run', async () => {
  const first = await start({ dataDir })
  await first.client.send(new PutItemCommand({ TableName, Item: item(1) }))
  await first.close()
  const second = await start({ dataDir })
  const { Item } = await second.client.send(new GetItemCommand({ TableName, Key: { PK: item(1).PK, SK: item(1).SK } }))
  expect(Item).toEqual(item(1))
})

test('refuses a table that another version left, and says what to do', async () => {
  const other = {
    ...ringmasterTable,
    description: { ...ringmasterTable.description, StreamSpecification: { StreamViewType: 'KEYS_ONLY' } },
  }
  const first = await start({ dataDir, tables: [other] })
  await first.close()
  await expect(start({ dataDir })).rejects.toThrow(/ringmaster-test was made by another version.*--fresh/)
})

const streamRecords = (): { sequences: unknown[]; indexes: unknown[] } => {
  const database = new DatabaseSync(join(dataDir, 'dynamodb.sqlite'))
  const sequences = database.prepare('SELECT CAST(sequence_number AS INTEGER) AS n FROM _stream_records ORDER BY n').all()
  const indexes = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'index' AND name GLOB 'ringmaster_stream_*' ORDER BY name")
    .all()
  database.close()
  return { sequences: sequences.map(({ n }) => n), indexes: indexes.map(({ name }) => name) }
}

const streamArnIn = (): string => {
  const database = new DatabaseSync(join(dataDir, 'dynamodb.sqlite'))
  const found = database.prepare('SELECT stream_label FROM _tables').get()
  database.close()
  return `arn:aws:dynamodb:dynoxide:000000000000:table/${TableName}/stream/${found?.stream_label}`
}

test('indexes the stream records, so that writes do not slow down', async () => {
  await start({ dataDir })
  expect(streamRecords().indexes).toEqual(['ringmaster_stream_numbers', 'ringmaster_stream_shards'])
})

test('forgets stream records that every function has read, and numbers on from the last', async () => {
  const first = await start({ dataDir })
  for (const n of [1, 2, 3, 4]) await first.client.send(new PutItemCommand({ TableName, Item: item(n) }))
  await first.close()
  const streamArn = streamArnIn()
  savePositions(dataDir, [
    { streamArn, functionArn: 'push', sequenceNumber: '3' },
    { streamArn, functionArn: 'slower', sequenceNumber: '2' },
    { streamArn: 'arn:of/a/table/that/is/gone', functionArn: 'push', sequenceNumber: '99' },
  ])
  const second = await start({ dataDir })
  await second.client.send(new PutItemCommand({ TableName, Item: item(5) }))
  expect(streamRecords().sequences).toEqual([2, 3, 4, 5])
})

/** Of the database itself, not of the shell that guards it. */
const pidOf = (url: string): number =>
  Number(execFileSync('pgrep', ['-f', `^[^ ]*dynoxide serve --host [0-9.]+ --port ${new URL(url).port}$`]).toString())

test('says so when the database dies, and is silent when it is closed', async () => {
  const reasons: string[] = []
  const closed = await start()
  closed.onExit((reason) => reasons.push(reason))
  await closed.close()
  const killed = await start()
  const death = new Promise<string>((resolve) => killed.onExit(resolve))
  process.kill(pidOf(killed.url), 'SIGKILL')
  expect(await death).toMatch(/^The database \(dynoxide\) ended with/)
  expect(reasons).toEqual([])
})

test('does not outlive a process that is killed', async () => {
  const program = `
    import { startDynoxide } from './local/dynamodb/process.ts'
    console.log((await startDynoxide(undefined)).url)
    setInterval(() => {}, 1000)`
  const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = await once(parent.stdout, 'data')
  const url = String(said).trim()
  expect((await fetch(url)).ok).toBe(true)
  parent.kill('SIGKILL')
  await eventually(() =>
    fetch(url).then(
      () => 'answers',
      () => 'gone',
    ),
  ).toBe('gone')
})

test('uses the database at DYNAMODB_ENDPOINT, creates its tables, and leaves it running', async () => {
  const running = await start({ tables: [] })
  process.env.DYNAMODB_ENDPOINT = running.url
  const used = await start()
  expect(used.url).toBe(running.url)
  await used.close()
  await running.client.send(new PutItemCommand({ TableName, Item: item(1) }))
})

test('says how to get the database when there is none', () => {
  expect(() => findDynoxide({ platform: 'plan9', arch: 'mips', path: '' })).toThrow(
    /npm install.*@dynoxide\/plan9-mips.*DYNAMODB_ENDPOINT/s,
  )
})
