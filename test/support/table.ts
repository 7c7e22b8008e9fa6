// Starts an in-memory DynamoDB with Ringmaster's table, and points this process's AWS clients at it.
import { CallRecord } from '#app/records/call.ts'
import { credentials } from '../../local/credentials.ts'
import { startDynamoDb } from '../../local/dynamodb/dynamodb.ts'
import type { LocalTable } from '../../local/system.ts'

const key = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
]
const strings = (...names: string[]) => names.map((name) => ({ AttributeName: name, AttributeType: 'S' }))

export const ringmasterTable: LocalTable = {
  tableName: 'ringmaster-test',
  description: {
    TableName: 'ringmaster-test',
    AttributeDefinitions: strings('PK', 'SK', 'duePK', 'dueSK', 'callsPK', 'callsSK'),
    KeySchema: key('PK', 'SK'),
    GlobalSecondaryIndexes: [
      { IndexName: 'due', KeySchema: key('duePK', 'dueSK'), Projection: { ProjectionType: 'KEYS_ONLY' } },
      {
        IndexName: 'calls',
        KeySchema: key('callsPK', 'callsSK'),
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: Object.keys(CallRecord.shape) },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
  },
}

export const startTable = async (): Promise<{ url: string; close(): Promise<void> }> => {
  const region = 'us-east-1'
  const { url, close } = await startDynamoDb({ tables: [ringmasterTable], region, log: console.error })
  process.env.AWS_ENDPOINT_URL_DYNAMODB = url
  process.env.AWS_REGION = region
  process.env.AWS_ACCESS_KEY_ID = credentials.accessKeyId
  process.env.AWS_SECRET_ACCESS_KEY = credentials.secretAccessKey
  process.env.TABLE_NAME = ringmasterTable.tableName
  return { url, close }
}
