// Requests to DynamoDB from the store's own words for a query and for a write.
import type { QueryCommandInput, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import { expression, namesIn } from './expression.ts'
import type { Query, Write } from './table-operations.ts'
import { wellFormed } from './well-formed.ts'

type Request = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

/** A refusal brings the item that it found, so that whoever was refused can be told why. */
export const TELL_WHY = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const

export const writeRequest = (TableName: string, write: Write): Request => {
  if ('put' in write) return { Put: { TableName, Item: wellFormed(write.put), ...expression(undefined, write.condition), ...TELL_WHY } }
  if ('remove' in write) return { Delete: { TableName, Key: write.remove, ...expression(undefined, write.condition), ...TELL_WHY } }
  const subject = 'check' in write ? { key: write.check, change: undefined } : write
  const request = { TableName, Key: subject.key, ...expression(subject.change, write.condition), ...TELL_WHY }
  if ('check' in write) return { ConditionCheck: { ConditionExpression: '', ...request } }
  return { Update: { UpdateExpression: '', ...request } }
}

/** The condition on the sort key, and its values. */
const rangeOf = ({ from = ' ', to, begins }: Query): { text: string; values: Record<string, string> } => {
  if (begins !== undefined) return { text: ' AND begins_with(#sk, :from)', values: { ':from': begins } }
  if (to !== undefined) return { text: ' AND #sk BETWEEN :from AND :to', values: { ':from': from, ':to': to } }
  return { text: '', values: {} }
}

export const queryRequest = (TableName: string, query: Query): QueryCommandInput => {
  const { partition, index, only, limit, newestFirst, after, consistent = true } = query
  const [pk, sk] = index ? [`${index}PK`, `${index}SK`] : ['PK', 'SK']
  const range = rangeOf(query)
  return {
    TableName,
    ...(index ? { IndexName: index } : { ConsistentRead: consistent }),
    KeyConditionExpression: `#pk = :pk${range.text}`,
    ExpressionAttributeNames: { '#pk': pk, ...(range.text ? { '#sk': sk } : {}), ...namesIn(only ?? '') },
    ExpressionAttributeValues: { ':pk': partition, ...range.values },
    ...(only ? { FilterExpression: only } : {}),
    ...(limit ? { Limit: limit } : {}),
    ...(newestFirst ? { ScanIndexForward: false } : {}),
    ...(after ? { ExclusiveStartKey: after } : {}),
  }
}
