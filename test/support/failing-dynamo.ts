// Clients of the real table that do what DynamoDB does and this machine's database does not: conflicts, and strictness.
import { DynamoDBClient, TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'

/** DynamoDB's own exception; one code for each write of the transaction. */
export const canceled = (...codes: string[]): TransactionCanceledException =>
  new TransactionCanceledException({
    $metadata: {},
    message: 'Transaction cancelled, please refer cancellation reasons for specific reasons',
    CancellationReasons: codes.map((Code) => ({ Code })),
  })

/** The same for an operation that is no transaction. */
export const inConflict = (): TransactionConflictException =>
  new TransactionConflictException({ $metadata: {}, message: 'Transaction is ongoing for the item' })

const StartedQuery = z.object({
  IndexName: z.optional(z.string()),
  ExclusiveStartKey: z.record(z.string(), z.unknown()),
  ExpressionAttributeValues: z.record(z.string(), z.unknown()),
})

/** DynamoDB refuses to go on behind a key of another partition. */
export const strictClient = (): DynamoDBClient => {
  const client = new DynamoDBClient({})
  client.middlewareStack.add(
    (next) => async (args) => {
      const query = StartedQuery.safeParse(args.input).data
      const start = query?.ExclusiveStartKey[query.IndexName ? `${query.IndexName}PK` : 'PK']
      if (query && JSON.stringify(start) !== JSON.stringify(query.ExpressionAttributeValues[':pk'])) {
        throw new Error('The provided starting key is outside query boundaries based on provided conditions')
      }
      return next(args)
    },
    { step: 'initialize', name: 'beStrict' },
  )
  return client
}

/** Every request takes the next failure; once there is none left, requests go through. `asked` names the commands. */
export const failingClient = (...failures: Error[]): { client: DynamoDBClient; asked: string[] } => {
  const client = new DynamoDBClient({})
  const asked: string[] = []
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        asked.push(commandName ?? '')
        const failure = failures.shift()
        if (failure) throw failure
        return next(args)
      },
    { step: 'initialize', name: 'failFirst' },
  )
  return { client, asked }
}
