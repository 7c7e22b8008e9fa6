// What CloudFormation would know of a resource once it exists: its physical name, and what Ref and GetAtt of it give.

import type { Addresses } from '../system.ts'
import type { Resource } from './assembly.ts'

export const region = 'us-east-1'
export const account = '000000000000'

export const arnOf = (service: string, resource: string): string => `arn:aws:${service}:${region}:${account}:${resource}`

/** What the values of one resource are made of. `name`: its physical name. `protocol`: of an API. */
type Known = { name: string; logicalId: string; protocol: unknown; addresses: Addresses }

type Kind = {
  /** The property that may hold the physical name. */
  nameProperty?: string
  ref: (known: Known) => string
  arn?: (known: Known) => string
  attributes?: Record<string, (known: Known) => string>
}

/** Real ones end with six random characters. */
const secretArn = ({ name }: Known): string => arnOf('secretsmanager', `secret:${name}-000000`)
const machineArn = ({ name }: Known): string => arnOf('states', `stateMachine:${name}`)
const functionArn = ({ name }: Known): string => arnOf('lambda', `function:${name}`)
const tableArn = ({ name }: Known): string => arnOf('dynamodb', `table/${name}`)

const kinds: Record<string, Kind> = {
  'AWS::DynamoDB::Table': {
    nameProperty: 'TableName',
    ref: ({ name }) => name,
    arn: tableArn,
    attributes: { Arn: tableArn, StreamArn: (known) => `${tableArn(known)}/stream/local` },
  },
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    ref: ({ name }) => name,
    attributes: { Arn: ({ name }) => `arn:aws:s3:::${name}` },
  },
  'AWS::SecretsManager::Secret': { nameProperty: 'Name', ref: secretArn, arn: secretArn, attributes: { Id: secretArn } },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    ref: ({ name }) => `https://sqs.${region}.amazonaws.com/${account}/${name}`,
    attributes: { Arn: ({ name }) => arnOf('sqs', name) },
  },
  'AWS::Lambda::Function': {
    nameProperty: 'FunctionName',
    ref: ({ name }) => name,
    arn: functionArn,
    attributes: { Arn: functionArn },
  },
  'AWS::StepFunctions::StateMachine': {
    nameProperty: 'StateMachineName',
    ref: machineArn,
    arn: machineArn,
    attributes: { Arn: machineArn, Name: ({ name }) => name },
  },
  'AWS::Scheduler::Schedule': { nameProperty: 'Name', ref: ({ name }) => name },
  'AWS::ApiGatewayV2::Api': {
    ref: ({ logicalId }) => logicalId,
    attributes: {
      ApiId: ({ logicalId }) => logicalId,
      ApiEndpoint: ({ protocol, addresses }) => (protocol === 'WEBSOCKET' ? addresses.socket : addresses.api),
    },
  },
  'AWS::ApiGatewayV2::Integration': { ref: ({ logicalId }) => logicalId },
  'AWS::ApiGatewayV2::Authorizer': { ref: ({ logicalId }) => logicalId },
  'AWS::CloudFront::Distribution': {
    ref: ({ logicalId }) => logicalId,
    attributes: { DomainName: ({ addresses }) => addresses.bridgeHost },
  },
}

/** Buckets may have neither capitals nor more than 63 characters. */
const madeUpName = ({ type, stack, logicalId }: Resource): string =>
  type === 'AWS::S3::Bucket' ? `${stack}-${logicalId}`.toLowerCase().slice(0, 63) : `${stack}-${logicalId}`

export type ResourceValues = {
  nameOf(resource: Resource): string
  arnOf(resource: Resource): string
  ref(resource: Resource): string
  attribute(resource: Resource, name: string): string
}

export const resourceValues = (addresses: Addresses): ResourceValues => {
  const kindOf = (resource: Resource): Kind => {
    const kind = kinds[resource.type]
    if (!kind) throw new Error(`values of ${resource.logicalId}, a ${resource.type}, are not known on one machine`)
    return kind
  }
  const nameOf = (resource: Resource): string => {
    const { nameProperty } = kindOf(resource)
    const name = nameProperty && resource.properties[nameProperty]
    if (!name) return madeUpName(resource)
    if (typeof name !== 'string') throw new Error(`the ${nameProperty} of ${resource.logicalId} is not a plain text`)
    return name
  }
  const known = (resource: Resource): Known => ({
    name: nameOf(resource),
    logicalId: resource.logicalId,
    protocol: resource.properties.ProtocolType,
    addresses,
  })
  return {
    nameOf,
    arnOf: (resource) => {
      const { arn } = kindOf(resource)
      if (!arn) throw new Error(`a ${resource.type} has no ARN on one machine`)
      return arn(known(resource))
    },
    ref: (resource) => kindOf(resource).ref(known(resource)),
    attribute: (resource, name) => {
      const attribute = kindOf(resource).attributes?.[name]
      if (!attribute) throw new Error(`the attribute ${name} of ${resource.logicalId}, a ${resource.type}, is not known on one machine`)
      return attribute(known(resource))
    },
  }
}
