// Reads the one description of the system, the template that `cdk synth` wrote, into what this machine can run.
import * as z from 'zod/mini'
import type { Addresses, LocalBucket, LocalSystem, LocalTable } from '../system.ts'
import { readHttp, readSocket } from './apis.ts'
import { readObjectRules, readSchedules, readStreams } from './event-sources.ts'
import { readFunctions } from './functions.ts'
import { account, region } from './resource-values.ts'
import { openTemplates, type Templates } from './templates.ts'

const Description = z.looseObject({ StreamSpecification: z.exactOptional(z.looseObject({})) })

/** The template leaves out what DescribeTable says beside it: the name, and that a described stream is enabled. */
const readTables = (templates: Templates): LocalTable[] =>
  templates.ofType('AWS::DynamoDB::Table').map((table) => {
    const tableName = templates.nameOf(table)
    const { StreamSpecification: stream, ...description } = templates.read(table, Description)
    return {
      tableName,
      description: {
        ...description,
        TableName: tableName,
        TableArn: templates.arnOf(table),
        ...(stream && { StreamSpecification: { StreamEnabled: true, ...stream } }),
      },
    }
  })

/** At most one: which method goes with which origin is not kept here. */
const CorsRules = z._default(
  z.array(z.object({ AllowedOrigins: z.array(z.string()), AllowedMethods: z.array(z.string()) })).check(z.maxLength(1)),
  [],
)

const readBuckets = (templates: Templates): LocalBucket[] =>
  templates.ofType('AWS::S3::Bucket').map((bucket) => {
    const [rule] = templates.read(bucket, CorsRules, 'CorsConfiguration', 'CorsRules')
    return { name: templates.nameOf(bucket), corsOrigins: rule?.AllowedOrigins ?? [], corsMethods: rule?.AllowedMethods ?? [] }
  })

const readSecrets = (templates: Templates): LocalSystem['secrets'] =>
  templates.ofType('AWS::SecretsManager::Secret').map((secret) => ({
    name: templates.nameOf(secret),
    arn: templates.arnOf(secret),
  }))

const Definition = z.pipe(
  z.string(),
  z.transform((text): unknown => JSON.parse(text)),
)

const readMachine = (templates: Templates): LocalSystem['machine'] => {
  const machine = templates.only('AWS::StepFunctions::StateMachine')
  return {
    name: templates.nameOf(machine),
    arn: templates.arnOf(machine),
    definition: templates.read(machine, Definition, 'DefinitionString'),
  }
}

const Variables = z._default(z.array(z.object({ Name: z.string(), Value: z.string() })), [])

const readBridge = (templates: Templates): LocalSystem['bridge'] => {
  const task = templates.only('AWS::ECS::TaskDefinition')
  const variables = templates.read(task, Variables, 'ContainerDefinitions', '0', 'Environment')
  return { environment: Object.fromEntries(variables.map(({ Name, Value }) => [Name, Value])) }
}

/** Reads the cloud assembly in `outDir`; addresses of what is made on this machine stand where AWS would make its own. */
export const readSystem = (outDir: string, addresses: Addresses): LocalSystem => {
  const templates = openTemplates(outDir, addresses)
  return {
    region,
    account,
    tables: readTables(templates),
    buckets: readBuckets(templates),
    functions: readFunctions(templates),
    http: readHttp(templates),
    socket: readSocket(templates),
    machine: readMachine(templates),
    streams: readStreams(templates),
    schedules: readSchedules(templates),
    objectRules: readObjectRules(templates),
    secrets: readSecrets(templates),
    bridge: readBridge(templates),
  }
}
