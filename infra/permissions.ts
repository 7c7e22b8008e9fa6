// What a function may be allowed, each permission as narrow as its service lets it be.
import { ArnFormat, Stack } from 'aws-cdk-lib'
import type { WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2'
import type { Table } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import { PARTITIONS, type Partition, type Writes } from './partitions.ts'
import type { NamedSecret } from './secrets.ts'
import type { IndexName } from './table.ts'

const allow = (actions: string[], ...resources: string[]): PolicyStatement => new PolicyStatement({ actions, resources })

export const readTable = (table: Table): PolicyStatement =>
  allow(['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:ConditionCheckItem'], table.tableArn)

export const queryIndex = (table: Table, ...indexes: IndexName[]): PolicyStatement =>
  allow(['dynamodb:Query'], ...indexes.map((index) => `${table.tableArn}/index/${index}`))

/** Keys that open the API, and who asked for what: whoever takes over a function that strangers reach makes no key, and wipes no trace. */
const APART = { keys: 'API-KEYS', audit: 'AUDIT' } as const

const elsewhere = (actions: string[], table: Table): PolicyStatement =>
  new PolicyStatement({
    ...{ actions, resources: [table.tableArn] },
    conditions: { 'ForAllValues:StringNotEquals': { 'dynamodb:LeadingKeys': Object.values(APART) } },
  })

const within = (partition: string, actions: string[], table: Table): PolicyStatement =>
  new PolicyStatement({
    ...{ actions, resources: [table.tableArn] },
    conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [partition] } },
  })

export const writeTable = (table: Table): PolicyStatement => elsewhere(['dynamodb:PutItem', 'dynamodb:UpdateItem'], table)

export const deleteFromTable = (table: Table): PolicyStatement => elsewhere(['dynamodb:DeleteItem'], table)

const into = (partitions: readonly Partition[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions.flatMap((partition) => PARTITIONS[partition]) },
})

/** One statement for all partitions of an action: a transaction over several of them is judged as a whole or write by write, and both must do. */
export const writeInto = (table: Table, { updates, puts, never }: Writes): PolicyStatement[] => [
  new PolicyStatement({
    ...{ actions: ['dynamodb:UpdateItem'], resources: [table.tableArn] },
    conditions: { ...into(updates), 'ForAllValues:StringNotEquals': { 'dynamodb:Attributes': never } },
  }),
  new PolicyStatement({ ...{ actions: ['dynamodb:PutItem'], resources: [table.tableArn] }, conditions: into(puts) }),
]

export const makeKeys = (table: Table): PolicyStatement => within(APART.keys, ['dynamodb:PutItem', 'dynamodb:UpdateItem'], table)

/** When a key was last used. */
export const noteKeys = (table: Table): PolicyStatement => within(APART.keys, ['dynamodb:UpdateItem'], table)

/** Entries are neither changed nor deleted by anybody: the table forgets them. */
export const writeAudit = (table: Table): PolicyStatement => within(APART.audit, ['dynamodb:PutItem'], table)

export const readSecret = ({ secret }: NamedSecret): PolicyStatement => allow(['secretsmanager:GetSecretValue'], secret.secretArn)

export const putObjects = (bucket: Bucket, prefix: string): PolicyStatement => allow(['s3:PutObject'], bucket.arnForObjects(`${prefix}*`))

/** Also what was said of an object when it was put there, and the version that an event tells of. */
export const getObjects = (bucket: Bucket, prefix: string): PolicyStatement =>
  allow(['s3:GetObject', 's3:GetObjectVersion'], bucket.arnForObjects(`${prefix}*`))

export const deleteObjects = (bucket: Bucket, prefix: string): PolicyStatement =>
  allow(['s3:DeleteObject'], bucket.arnForObjects(`${prefix}*`))

export const startRuns = (machineArn: string): PolicyStatement => allow(['states:StartExecution'], machineArn)

/** Ends turns of lanes: a task token is good for its own machine only. */
export const endTurns = (machineArn: string): PolicyStatement => allow(['states:SendTaskSuccess', 'states:SendTaskFailure'], machineArn)

export const lookAtRuns = (stack: Stack, machineName: string): PolicyStatement =>
  allow(
    ['states:DescribeExecution'],
    stack.formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${machineName}:*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
  )

/** Sends to viewers, and ends connections that are gone. */
export const pushTo = (api: WebSocketApi, stageName: string): PolicyStatement =>
  allow(
    ['execute-api:ManageConnections'],
    Stack.of(api).formatArn({ service: 'execute-api', resource: api.apiId, resourceName: `${stageName}/*/@connections/*` }),
  )

export const writeLogs = (logGroup: LogGroup): PolicyStatement => allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn)

export const streamOf = (table: Table): string => {
  if (!table.tableStreamArn) throw new Error('The table has no stream')
  return table.tableStreamArn
}

/** ListStreams cannot be narrowed to a table. */
export const readStream = (table: Table): PolicyStatement[] => [
  allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], streamOf(table)),
  allow(['dynamodb:ListStreams'], '*'),
]
