// A client of the real table that fails first, as often as a test says: what DynamoDB does under contention and this machine's does not.
import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb'

/** DynamoDB's own exception; one code for each write of the transaction. */
export const canceled = (...codes: string[]): TransactionCanceledException =>
  new TransactionCanceledException({
    $metadata: {},
    message: 'Transaction cancelled, please refer cancellation reasons for specific reasons',
    CancellationReasons: codes.map((Code) => ({ Code })),
  })

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
