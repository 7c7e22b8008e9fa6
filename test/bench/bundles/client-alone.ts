// What every function that reads the table needs at least: the yardstick of the others' bundles.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb'

export const handler = async (event: { key: Record<string, string>; table: string }): Promise<unknown> =>
  await DynamoDBDocumentClient.from(new DynamoDBClient({})).send(new GetCommand({ TableName: event.table, Key: event.key }))
