// A record of a table stream as Lambda hands it to a function.
import type { _Record } from '@aws-sdk/client-dynamodb-streams'

export type LambdaRecord = { dynamodb: { SequenceNumber: string; ApproximateCreationDateTime: number } & Record<string, unknown> } & Record<
  string,
  unknown
>

/** JSON has no bytes: binary attributes travel as base64. */
const toJson = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(toJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toJson(inner)]))
}

export const toLambdaRecord = (record: _Record, { streamArn, region }: { streamArn: string; region: string }): LambdaRecord => {
  const { ApproximateCreationDateTime, Keys, NewImage, OldImage, SequenceNumber = '', SizeBytes, StreamViewType } = record.dynamodb ?? {}
  return {
    eventID: record.eventID,
    eventName: record.eventName,
    eventVersion: record.eventVersion,
    eventSource: record.eventSource,
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor((ApproximateCreationDateTime?.getTime() ?? Date.now()) / 1_000),
      Keys: toJson(Keys),
      ...(NewImage ? { NewImage: toJson(NewImage) } : {}),
      ...(OldImage ? { OldImage: toJson(OldImage) } : {}),
      SequenceNumber,
      SizeBytes,
      StreamViewType,
    },
    eventSourceARN: streamArn,
    ...(record.userIdentity ? { userIdentity: { type: record.userIdentity.Type, principalId: record.userIdentity.PrincipalId } } : {}),
  }
}
