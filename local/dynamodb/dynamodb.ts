// The tables on this machine: in dynoxide, or in the database at DYNAMODB_ENDPOINT.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { credentials } from '../credentials.ts'
import type { LocalTable } from '../system.ts'
import { type DynoxideProcess, startDynoxide } from './process.ts'
import { speedUpStreams } from './stream-records.ts'
import { createMissingTables } from './tables.ts'

export type DynamoDbOptions = {
  tables: LocalTable[]
  region: string
  /** Where the database file is kept between runs; without it the data ends with the process. */
  dataDir?: string
  log: (line: string) => void
}

const external = (url: string): DynoxideProcess => ({ url, onExit: () => {}, close: async () => {} })

const start = async (dataDir: string | undefined, log: (line: string) => void): Promise<DynoxideProcess> => {
  if (process.env.DYNAMODB_ENDPOINT) return external(process.env.DYNAMODB_ENDPOINT)
  if (!dataDir) return startDynoxide(undefined)
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, 'dynamodb.sqlite')
  const database = await startDynoxide(file)
  speedUpStreams({ file, dataDir, log })
  return database
}

export const startDynamoDb = async ({ tables, region, dataDir, log }: DynamoDbOptions): Promise<DynoxideProcess> => {
  const database = await start(dataDir, log)
  const client = new DynamoDBClient({ endpoint: database.url, region, credentials })
  try {
    await createMissingTables(client, tables)
    return database
  } catch (error) {
    await database.close()
    throw error
  } finally {
    client.destroy()
  }
}
