// Invokes functions with the changes of the tables, as Lambda's event source mappings do.
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import { credentials } from '../credentials.ts'
import type { Invoke, StreamSource } from '../system.ts'
import { createDelivery } from './delivery.ts'
import { compilePatterns } from './pattern.ts'
import { type Position, readPositions, savePositions } from './positions.ts'
import { readStream } from './reader.ts'

export type StreamsOptions = {
  sources: StreamSource[]
  /** Of the database. */
  url: string
  region: string
  invoke: Invoke
  log: (line: string) => void
  /** Where the positions are kept between runs; without it every table is read from its beginning. */
  dataDir?: string
  retryAfterMs?: number
}

export type Streams = { close(): Promise<void> }

const streamArnOf = async (client: DynamoDBClient, tableName: string): Promise<string> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }))
  if (Table?.LatestStreamArn) return Table.LatestStreamArn
  throw new Error(`Table ${tableName} has no stream, but a function is to be told of its changes.`)
}

const keyOf = ({ streamArn, functionArn }: Pick<Position, 'streamArn' | 'functionArn'>): string => `${streamArn} ${functionArn}`

export const startStreams = async ({ sources, url, region, invoke, log, dataDir, retryAfterMs }: StreamsOptions): Promise<Streams> => {
  // What a filter cannot express is known before anything runs.
  for (const { patterns } of sources) compilePatterns(patterns)
  const config = { endpoint: url, region, credentials }
  const tables = new DynamoDBClient(config)
  const client = new DynamoDBStreamsClient(config)
  const ending = new AbortController()
  const { signal } = ending
  const positions = new Map((dataDir ? readPositions(dataDir) : []).map((position) => [keyOf(position), position]))
  const current = new Set<string>()

  const read = (source: StreamSource, streamArn: string): Promise<void> => {
    const { functionArn } = source
    const key = keyOf({ streamArn, functionArn })
    current.add(key)
    return readStream({
      source,
      client,
      streamArn,
      region,
      after: positions.get(key)?.sequenceNumber,
      deliver: createDelivery({ source, invoke, signal, log, ...(retryAfterMs ? { retryAfterMs } : {}) }),
      onHandled: (sequenceNumber) => {
        positions.set(key, { streamArn, functionArn, sequenceNumber })
        // Readers and tables of earlier runs are forgotten.
        if (dataDir)
          savePositions(
            dataDir,
            [...positions].flatMap(([known, position]) => (current.has(known) ? [position] : [])),
          )
      },
      signal,
      log,
    })
  }

  try {
    const arns = await Promise.all(sources.map(({ tableName }) => streamArnOf(tables, tableName)))
    const readers = sources.map((source, i) => read(source, arns[i] ?? ''))
    return {
      close: async () => {
        ending.abort()
        await Promise.all(readers)
        client.destroy()
      },
    }
  } finally {
    tables.destroy()
  }
}
