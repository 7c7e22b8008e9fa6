// Reads one stream for one function: gathers records into batches as the event source mapping says, and remembers what was handled.
import { setTimeout as sleep } from 'node:timers/promises'
import { type _Record, type DynamoDBStreamsClient, GetRecordsCommand } from '@aws-sdk/client-dynamodb-streams'
import type { StreamSource } from '../system.ts'
import { compilePatterns } from './pattern.ts'
import { type LambdaRecord, toLambdaRecord } from './record.ts'
import { type Cursor, openNext, openStream } from './shards.ts'

export type ReaderOptions = {
  source: StreamSource
  client: DynamoDBStreamsClient
  streamArn: string
  region: string
  /** The last record that was handled in an earlier run. */
  after: string | undefined
  deliver: (records: LambdaRecord[]) => Promise<void>
  onHandled: (sequenceNumber: string) => void
  signal: AbortSignal
  log: (line: string) => void
}

/** An idle stream costs some seven small requests a second. */
const POLL_MS = 150
/** Of one GetRecords. */
const MOST_RECORDS = 1_000
const AFTER_ERROR_MS = 1_000

export const readStream = async (options: ReaderOptions): Promise<void> => {
  const { source, client, streamArn, region, deliver, onHandled, signal, log } = options
  const passes = compilePatterns(source.patterns)
  let handled = options.after
  let lastError = ''

  const gather = async (cursor: Cursor, limit: number): Promise<{ records: _Record[]; next: Cursor }> => {
    if (cursor.iterator === undefined) return { records: [], next: await openNext(client, streamArn, cursor) }
    const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator: cursor.iterator, Limit: limit }))
    return { records: Records, next: { ...cursor, iterator: NextShardIterator } }
  }

  /** From the last handled record on, until an error or the end. */
  const readOn = async (): Promise<void> => {
    let cursor = await openStream(client, streamArn, handled)
    let batch: LambdaRecord[] = []
    let begunAt = 0
    let read = handled
    for (;;) {
      signal.throwIfAborted()
      const limit = Math.min(source.batchSize - batch.length, MOST_RECORDS)
      const { records, next } = await gather(cursor, limit)
      cursor = next
      const passed = records.map((record) => toLambdaRecord(record, { streamArn, region })).filter(passes)
      if (batch.length === 0 && passed.length > 0) begunAt = performance.now()
      batch.push(...passed)
      read = records.at(-1)?.dynamodb?.SequenceNumber ?? read
      const isDue = batch.length >= source.batchSize || performance.now() - begunAt >= source.windowSeconds * 1_000
      if (isDue) {
        await deliver(batch)
        batch = []
      }
      if (batch.length === 0 && read !== undefined && read !== handled) {
        handled = read
        onHandled(read)
      }
      lastError = ''
      if (records.length < limit) await sleep(POLL_MS, undefined, { signal })
    }
  }

  while (!signal.aborted) {
    try {
      await readOn()
    } catch (error) {
      if (signal.aborted) return
      if (String(error) !== lastError) log(`Reading the changes of ${source.tableName} failed, and is tried again: ${error}`)
      lastError = String(error)
      await sleep(AFTER_ERROR_MS, undefined, { signal }).catch(() => {})
    }
  }
}
