// A client that asks DynamoDB what each operation costs, and keeps the answers.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'

const Units = z.object({ CapacityUnits: z.number() })
const Consumed = z.object({ Table: Units, GlobalSecondaryIndexes: z._default(z.record(z.string(), Units), {}) })
/** Transactions and batches answer with one for each table. */
const Answer = z.object({ output: z.object({ ConsumedCapacity: z.union([Consumed, z.array(Consumed)]) }) })

export const meteredClient = () => {
  const client = new DynamoDBClient({})
  const units = new Map<string, number>()
  const add = (place: string, { CapacityUnits }: z.infer<typeof Units>): void =>
    void units.set(place, (units.get(place) ?? 0) + CapacityUnits)
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'INDEXES' } })
      for (const consumed of [Answer.parse(result).output.ConsumedCapacity].flat()) {
        add('table', consumed.Table)
        for (const [index, used] of Object.entries(consumed.GlobalSecondaryIndexes)) add(index, used)
      }
      return result
    },
    { step: 'initialize', name: 'meter' },
  )
  /** What was used since the last time, by place; reads and writes together. */
  const used = (): Record<string, number> => {
    const all = Object.fromEntries([...units].filter(([, amount]) => amount > 0))
    units.clear()
    return all
  }
  return { client, used }
}
