// Creates the tables that a database does not have yet, as the template describes them.
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import type { LocalTable } from '../system.ts'

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))

const Description = z.object({
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema,
  GlobalSecondaryIndexes: z.exactOptional(
    z.array(
      z.object({
        IndexName: z.string(),
        KeySchema,
        Projection: z.object({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
          NonKeyAttributes: z.exactOptional(z.array(z.string())),
        }),
      }),
    ),
  ),
  StreamSpecification: z.exactOptional(
    z.object({
      StreamEnabled: z._default(z.boolean(), true),
      StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']),
    }),
  ),
  TimeToLiveSpecification: z.exactOptional(z.object({ AttributeName: z.string(), Enabled: z.boolean() })),
})
type Description = z.infer<typeof Description>

/** What must be equal for the functions to work on a table that an earlier run left. */
const shapeOf = (table: unknown): string => {
  const { KeySchema, GlobalSecondaryIndexes = [], StreamSpecification } = Description.parse(table)
  const indexes = GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
    IndexName,
    KeySchema,
    Projection: [Projection.ProjectionType, ...(Projection.NonKeyAttributes ?? []).toSorted()],
  }))
  return JSON.stringify([
    KeySchema,
    indexes.toSorted((a, b) => a.IndexName.localeCompare(b.IndexName)),
    StreamSpecification?.StreamViewType,
  ])
}

const describe = async (client: DynamoDBClient, tableName: string): Promise<unknown> => {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: tableName }))).Table
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined
    throw error
  }
}

const create = async (client: DynamoDBClient, tableName: string, description: Description): Promise<void> => {
  const { TimeToLiveSpecification, ...table } = description
  await client.send(new CreateTableCommand({ TableName: tableName, BillingMode: 'PAY_PER_REQUEST', ...table }))
  await waitUntilTableExists({ client, maxWaitTime: 60 }, { TableName: tableName })
  if (TimeToLiveSpecification) await client.send(new UpdateTimeToLiveCommand({ TableName: tableName, TimeToLiveSpecification }))
}

export const createMissingTables = async (client: DynamoDBClient, tables: LocalTable[]): Promise<void> => {
  for (const { tableName, description } of tables) {
    const existing = await describe(client, tableName)
    if (existing === undefined) await create(client, tableName, Description.parse(description))
    else if (shapeOf(existing) !== shapeOf(description)) {
      throw new Error(
        `Table ${tableName} was made by another version of Ringmaster: its keys, indexes or stream differ. Start with --fresh to make it anew.`,
      )
    }
  }
}
