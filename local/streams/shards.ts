// Finds where to go on reading in a stream's shards.
import { DescribeStreamCommand, type DynamoDBStreamsClient, GetShardIteratorCommand, type Shard } from '@aws-sdk/client-dynamodb-streams'

/** Without an iterator the shard was read to its end. */
export type Cursor = { shardId: string; iterator: string | undefined }

/** Parents before their children, as the service lists them. */
const listShards = async (client: DynamoDBStreamsClient, streamArn: string): Promise<Shard[]> => {
  const shards: Shard[] = []
  let after: string | undefined
  do {
    const { StreamDescription } = await client.send(
      new DescribeStreamCommand({ StreamArn: streamArn, ...(after ? { ExclusiveStartShardId: after } : {}) }),
    )
    shards.push(...(StreamDescription?.Shards ?? []))
    after = StreamDescription?.LastEvaluatedShardId
  } while (after)
  return shards
}

const contains = ({ SequenceNumberRange }: Shard, sequenceNumber: string): boolean => {
  const { StartingSequenceNumber = '0', EndingSequenceNumber } = SequenceNumberRange ?? {}
  const number = BigInt(sequenceNumber)
  return number >= BigInt(StartingSequenceNumber) && (EndingSequenceNumber === undefined || number <= BigInt(EndingSequenceNumber))
}

const openShard = async (
  client: DynamoDBStreamsClient,
  { streamArn, shard, after }: { streamArn: string; shard: Shard | undefined; after?: string | undefined },
): Promise<Cursor> => {
  const ShardId = shard?.ShardId
  if (ShardId === undefined) throw new Error(`The stream ${streamArn} has no shard to read.`)
  const from =
    after === undefined
      ? { ShardIteratorType: 'TRIM_HORIZON' as const }
      : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, SequenceNumber: after }
  const { ShardIterator } = await client.send(new GetShardIteratorCommand({ StreamArn: streamArn, ShardId, ...from }))
  if (!ShardIterator) throw new Error(`The stream ${streamArn} gave no iterator.`)
  return { shardId: ShardId, iterator: ShardIterator }
}

/** After the last record that was read; at the beginning when none was, or when it is too old to be found. */
export const openStream = async (client: DynamoDBStreamsClient, streamArn: string, after?: string): Promise<Cursor> => {
  const shards = await listShards(client, streamArn)
  // dynoxide has one shard, whose range it compares as text: 10 comes before 9.
  const known = after === undefined ? undefined : shards.length === 1 ? shards[0] : shards.find((shard) => contains(shard, after))
  return known ? openShard(client, { streamArn, shard: known, after }) : openShard(client, { streamArn, shard: shards[0] })
}

/** The shard after one that was read to its end; that one itself while there is none yet. */
export const openNext = async (client: DynamoDBStreamsClient, streamArn: string, ended: Cursor): Promise<Cursor> => {
  const shards = await listShards(client, streamArn)
  const next = shards[shards.findIndex(({ ShardId }) => ShardId === ended.shardId) + 1]
  return next ? openShard(client, { streamArn, shard: next }) : ended
}
