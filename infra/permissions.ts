// What a function may be allowed, each permission as narrow as its service lets it be.
import { ArnFormat, Stack } from 'aws-cdk-lib'
import type { WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2'
import type { Table } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { NamedSecret } from './secrets.ts'
import type { IndexName } from './table.ts'

const allow = (actions: string[], ...resources: string[]): PolicyStatement => new PolicyStatement({ actions, resources })

export const readTable = (table: Table): PolicyStatement =>
  allow(['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:ConditionCheckItem'], table.tableArn)

export const queryIndex = (table: Table, ...indexes: IndexName[]): PolicyStatement =>
  allow(['dynamodb:Query'], ...indexes.map((index) => `${table.tableArn}/index/${index}`))

export const writeTable = (table: Table): PolicyStatement => allow(['dynamodb:PutItem', 'dynamodb:UpdateItem'], table.tableArn)

export const deleteFromTable = (table: Table): PolicyStatement => allow(['dynamodb:DeleteItem'], table.tableArn)

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
