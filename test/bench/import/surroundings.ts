// The database and the bucket of a run, and this process's AWS clients pointed at them.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { credentials } from '../../../local/credentials.ts'
import { startDynamoDb } from '../../../local/dynamodb/dynamodb.ts'
import { startS3 } from '../../../local/s3/s3.ts'
import { ringmasterTable } from '../../support/table.ts'
import { BUCKET, TABLE } from './ports.ts'

const REGION = 'us-east-1'
const table = { tableName: TABLE, description: { ...ringmasterTable.description, TableName: TABLE } }

export const startBenchSurroundings = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'ringmaster-import-'))
  const log = console.error
  const database = await startDynamoDb({ tables: [table], region: REGION, dataDir, log })
  const buckets = [{ name: BUCKET, corsOrigins: [], corsMethods: [] }]
  const s3 = await startS3({ port: 0, buckets, dataDir, onCreated: () => {}, log })
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: database.url,
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  })
  return {
    async close(): Promise<void> {
      await s3.close()
      await database.close()
      await rm(dataDir, { recursive: true })
    },
  }
}
