import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { CallRecord } from '#app/records/call.ts'
import { BridgeEnvironment } from '#env/bridge.ts'
import { configOf } from '../../infra/config.ts'
import { synthesized } from '../support/synthesized.ts'

const Indexed = z.object({
  GlobalSecondaryIndexes: z.array(z.object({ Projection: z.object({ NonKeyAttributes: z.optional(z.array(z.string())) }) })),
})

let prod: ReturnType<typeof synthesized>
let local: ReturnType<typeof synthesized>
beforeAll(() => {
  prod = synthesized('prod')
  local = synthesized('local')
})

test('a stage that does not exist is refused with those that do', () => {
  expect(() => configOf('staging')).toThrow('choose one of dev, prod, local')
})

test('only on one machine may anybody in without a key', () => {
  expect([configOf('dev').access, configOf('prod').access, configOf('local').access]).toEqual(['key', 'key', 'loopback'])
})

test('calls no faster than a new Twilio account may, nor a number more often than the strictest rule allows', () => {
  for (const stage of ['dev', 'prod']) expect(configOf(stage)).toMatchObject({ callsPerSecond: 1, callsPerNumberAndDay: 3 })
})

test('nobody can deploy without having said who attests consent', () => {
  expect(prod.parameters.Consent).toEqual({
    Type: 'String',
    AllowedValues: ['deployer', 'campaign', 'contact'],
    Description: expect.stringContaining('agreed to an AI call'),
  })
  expect(local.parameters.Consent).toBeUndefined()
})

test('a deployment says where everything is, and what the doctor holds against the providers’ plans', () => {
  const asked = ['AlarmTopic', 'ApiUrl', 'ConcurrentCalls', 'PageBucket', 'PageSignIn', 'PageUrl', 'UserPoolId']
  expect(prod.outputs).toEqual(expect.arrayContaining(asked))
})

test('everything of a stage carries its name to the bill, the tasks of the bridge too', () => {
  for (const stack of [prod.data, prod.service]) expect(stack.tags.tagValues()).toEqual({ project: 'ringmaster', stage: 'prod' })
  expect(prod.only('AWS::ECS::Service').Properties.PropagateTags).toBe('SERVICE')
})

describe('data', () => {
  test('recordings are forgotten no later than the bucket forgets everything', () => {
    for (const stage of ['dev', 'prod', 'local']) expect(configOf(stage).recordingDays).toBeLessThanOrEqual(90)
  })

  test('the table has the keys, indexes and stream that the store works with', () => {
    const key = (hash: string, range: string) => [
      { AttributeName: hash, KeyType: 'HASH' },
      { AttributeName: range, KeyType: 'RANGE' },
    ]
    expect(prod.only('AWS::DynamoDB::Table').Properties).toMatchObject({
      KeySchema: key('PK', 'SK'),
      GlobalSecondaryIndexes: [
        { IndexName: 'due', KeySchema: key('duePK', 'dueSK'), Projection: { ProjectionType: 'KEYS_ONLY' } },
        { IndexName: 'calls', KeySchema: key('callsPK', 'callsSK'), Projection: { ProjectionType: 'INCLUDE' } },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
    })
  })

  test('the list of calls carries what it shows, and nothing else', () => {
    const table = Indexed.parse(prod.only('AWS::DynamoDB::Table').Properties)
    const carried = table.GlobalSecondaryIndexes.flatMap(({ Projection }) => Projection.NonKeyAttributes ?? [])
    expect(carried.toSorted()).toEqual(Object.keys(CallRecord.shape).toSorted())
    // CloudFormation refuses more, and the synthesis does not notice: AWS::DynamoDB::Table Projection, NonKeyAttributes.
    expect(carried.length).toBeLessThanOrEqual(20)
  })

  test('data outlives its stack, except on one machine', () => {
    const policies = (stacks: typeof prod) =>
      ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::SecretsManager::Secret']
        .flatMap((type) => stacks.ofType(type))
        .map((resource) => resource.DeletionPolicy)
    expect(new Set(policies(prod))).toEqual(new Set(['Retain']))
    expect(new Set(policies(local))).toEqual(new Set(['Delete']))
    expect(prod.only('AWS::DynamoDB::Table').Properties.DeletionProtectionEnabled).toBe(true)
  })

  test('production cannot be deleted by mistake', () => {
    expect(prod.data.terminationProtection && prod.service.terminationProtection).toBe(true)
  })

  test('lists are private, versioned and forgotten, and tell EventBridge when they arrive', () => {
    const own = (type: string) => prod.ofType(type).find(({ logicalId }) => logicalId.startsWith('Uploads'))?.Properties
    expect(own('AWS::S3::Bucket')).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
      },
      LifecycleConfiguration: {
        Rules: [
          { ExpirationInDays: 90 },
          { Prefix: 'imports/' },
          { Prefix: 'webhooks/' },
          { Prefix: 'exports/' },
          { Prefix: 'recordings/', ExpirationInDays: configOf('prod').recordingDays },
          {},
        ],
      },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    })
    expect(JSON.stringify(own('AWS::S3::BucketPolicy'))).toContain('"aws:SecureTransport":"false"')
  })
})

describe('bridge', () => {
  const Task = z.object({
    Cpu: z.string(),
    RuntimePlatform: z.object({ CpuArchitecture: z.string() }),
    ContainerDefinitions: z.tuple([
      z.looseObject({ StopTimeout: z.int(), Environment: z.array(z.object({ Name: z.string(), Value: z.unknown() })) }),
    ]),
  })
  const task = () => Task.parse(prod.only('AWS::ECS::TaskDefinition').Properties)

  test('gets its port and the variables of its schema that have no default, and no other', () => {
    const wanted = Object.entries(BridgeEnvironment.shape)
      .filter(([name, schema]) => name === 'PORT' || !schema.safeParse(undefined).success)
      .map(([name]) => name)
    expect(
      task()
        .ContainerDefinitions[0].Environment.map(({ Name }) => Name)
        .toSorted(),
    ).toEqual(wanted.toSorted())
  })

  test('runs on arm64 and is given the longest time to say goodbye', () => {
    expect(task()).toMatchObject({ RuntimePlatform: { CpuArchitecture: 'ARM64' }, ContainerDefinitions: [{ StopTimeout: 120 }] })
  })

  test('is replaced when it hangs, not when it is full', () => {
    expect(prod.only('AWS::ECS::TaskDefinition').Properties).toMatchObject({
      ContainerDefinitions: [
        { HealthCheck: { Command: ['CMD', 'node', '-e', expect.stringContaining('/live')] }, ReadonlyRootFilesystem: true },
      ],
    })
  })

  test('keeps old streams for as long as a call may last, and rolls a bad deployment back', () => {
    const { TargetGroupAttributes, ...group } = prod.only('AWS::ElasticLoadBalancingV2::TargetGroup').Properties
    expect(TargetGroupAttributes).toContainEqual({ Key: 'deregistration_delay.timeout_seconds', Value: '3600' })
    expect(group).toMatchObject({ HealthCheckPath: '/health', Port: 8080 })
    expect(prod.only('AWS::ECS::Service').Properties).toMatchObject({
      DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: true }, MinimumHealthyPercent: 100 },
    })
  })

  test('lets its tasks bring listeners to each other, on its own port and nowhere else', () => {
    const { SecurityGroups } = z
      .object({ NetworkConfiguration: z.object({ AwsvpcConfiguration: z.object({ SecurityGroups: z.tuple([z.unknown()]) }) }) })
      .parse(prod.only('AWS::ECS::Service').Properties).NetworkConfiguration.AwsvpcConfiguration
    const [own] = SecurityGroups
    const among = prod
      .ofType('AWS::EC2::SecurityGroupIngress')
      .filter(({ Properties }) => JSON.stringify([Properties.GroupId, Properties.SourceSecurityGroupId]) === JSON.stringify([own, own]))
    expect(among.map(({ Properties }) => [Properties.IpProtocol, Properties.FromPort, Properties.ToPort])).toEqual([['tcp', 8080, 8080]])
  })

  test('is reached through CloudFront only', () => {
    expect(prod.only('AWS::ElasticLoadBalancingV2::LoadBalancer').Properties.Scheme).toBe('internal')
    const open = prod
      .ofType('AWS::EC2::SecurityGroup')
      .flatMap(({ Properties }) => Properties.SecurityGroupIngress ?? [])
      .filter((rule) => JSON.stringify(rule).includes('0.0.0.0/0'))
    expect(open).toEqual([])
  })
})
