import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '#contract/routes.ts'
import { BridgeEnvironment, environments } from '#env'
import { loadMachine } from '../../../local/steps/load.ts'
import type { LocalSystem } from '../../../local/system.ts'
import { readHttp } from '../../../local/template/apis.ts'
import { readObjectRules, readSchedules, readStreams } from '../../../local/template/event-sources.ts'
import { readFunctions } from '../../../local/template/functions.ts'
import { synthesize } from '../../../local/template/synth.ts'
import { readSystem } from '../../../local/template/template.ts'
import { openTemplates } from '../../../local/template/templates.ts'
import { writeAssembly } from '../../support/assembly.ts'

const folder = mkdtempSync(join(tmpdir(), 'ringmaster-template-'))
afterAll(() => rmSync(folder, { recursive: true }))

const addresses = { api: 'http://127.0.0.1:4400', socket: 'ws://127.0.0.1:5100', bridgeHost: 'bridge.ringmaster.test' }

describe('the synthesized system', () => {
  let system: LocalSystem
  beforeAll(async () => {
    const outDir = await synthesize({ root: process.cwd(), cacheDir: folder, log: () => {} })
    system = readSystem(outDir, addresses)
  })

  const arnOf = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:ringmaster-local-${name}`

  test('has every handler as a function, each with an environment that the function accepts', () => {
    const files = readdirSync('functions/handlers').map((file) => `functions/handlers/${file}`)
    expect(system.functions.map(({ handlerFile }) => handlerFile).toSorted()).toEqual(files)
    for (const [name, schema] of Object.entries(environments)) {
      const fn = system.functions.find(({ arn }) => arn === arnOf(name))
      expect(schema.safeParse(fn?.environment).error, name).toBeUndefined()
    }
  })

  test('has the addresses of this machine where AWS would make its own', () => {
    const { environment } = system.functions.find(({ arn }) => arn === arnOf('twilio-voice')) ?? {}
    expect(environment).toMatchObject({ PUBLIC_URL: 'http://127.0.0.1:4400', BRIDGE_URL: 'wss://bridge.ringmaster.test' })
    expect(system.functions.find(({ arn }) => arn === arnOf('socket'))?.environment.SOCKET_URL).toBe('ws://127.0.0.1:5100/live')
  })

  test('has the routes of the contract and the webhooks, each with its function and its authorizer', () => {
    const contract = Object.values(routes).map(({ method, path, role }) => ({
      routeKey: `${method} ${path}`,
      functionArn: arnOf('api'),
      ...(role !== 'anyone' && { authorizerArn: arnOf('authorize') }),
    }))
    expect(system.http.routes).toEqual([
      ...contract,
      { routeKey: 'ANY /api/{proxy+}', functionArn: arnOf('api'), authorizerArn: arnOf('authorize') },
      { routeKey: 'POST /webhooks/twilio/voice/{attemptId}', functionArn: arnOf('twilio-voice') },
      { routeKey: 'POST /webhooks/twilio/status/{attemptId}', functionArn: arnOf('twilio-status') },
      { routeKey: 'POST /webhooks/twilio/machine/{attemptId}', functionArn: arnOf('twilio-machine') },
      { routeKey: 'POST /webhooks/twilio/recording/{attemptId}', functionArn: arnOf('twilio-recording') },
      { routeKey: 'POST /webhooks/elevenlabs/post-call', functionArn: arnOf('elevenlabs-post-call') },
    ])
  })

  test('has the three routes of the WebSocket, the first behind a ticket', () => {
    const functionArn = arnOf('socket')
    expect(system.socket).toEqual({
      stage: 'live',
      routes: [
        { routeKey: '$connect', functionArn, authorizerArn: arnOf('authorize'), identitySources: ['route.request.querystring.ticket'] },
        { routeKey: '$disconnect', functionArn },
        { routeKey: '$default', functionArn },
      ],
    })
  })

  test('has the table as DescribeTable tells it', () => {
    expect(system.tables).toEqual([
      {
        tableName: system.functions[0]?.environment.TABLE_NAME,
        description: expect.objectContaining({
          TableName: system.functions[0]?.environment.TABLE_NAME,
          BillingMode: 'PAY_PER_REQUEST',
          StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
          TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        }),
      },
    ])
  })

  test('has the machine with the ARNs of its functions, under the ARN that the functions know', () => {
    expect(system.machine.arn).toBe(system.functions.find(({ arn }) => arn === arnOf('next-run'))?.environment.MACHINE_ARN)
    expect(system.machine.definition).toMatchObject({
      States: {
        Plan: { Arguments: { FunctionName: arnOf('plan') } },
        RunLanes: { ItemProcessor: { States: { ClaimAndDial: { Arguments: { FunctionName: arnOf('claim-and-dial') } } } } },
        NextRun: { Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: arnOf('next-run') } },
      },
    })
  })

  test('has a machine that the engine of this machine runs', () => {
    expect(() => loadMachine(system.machine)).not.toThrow()
  })

  test('has what starts functions besides requests', () => {
    const changes = {
      tableName: system.tables[0]?.tableName,
      batchSize: 100,
      windowSeconds: 1,
      retryAttempts: 5,
      maxAgeSeconds: 3_600,
      reportsItemFailures: false,
    }
    const campaigns = { dynamodb: { Keys: { PK: { S: [{ prefix: 'CAMPAIGN#' }, 'SUPPRESSION-IMPORTS'] } } } }
    const exists = [{ exists: true }]
    const beside = { Keys: { SK: { S: [{ prefix: 'CONTACT#' }] } } }
    const news = [
      { ...beside, OldImage: { attempts: { N: exists } } },
      { ...beside, NewImage: { leaseMs: { N: exists }, outcome: { S: exists } } },
      { Keys: { SK: { S: ['CAMPAIGN'] } } },
      { Keys: { SK: { S: [{ prefix: 'IMPORT#' }] } }, NewImage: { state: { S: ['imported', 'failed'] } } },
    ].map((dynamodb) => ({ dynamodb }))
    expect(system.streams).toEqual(
      expect.arrayContaining([
        { ...changes, functionArn: arnOf('push-changes'), patterns: [campaigns] },
        { ...changes, functionArn: arnOf('note-changes'), patterns: news },
      ]),
    )
    expect(system.streams).toHaveLength(2)
    const everyMinute = (name: string) => ({ name: expect.any(String), everySeconds: 60, functionArn: arnOf(name) })
    expect(system.schedules).toEqual(
      expect.arrayContaining(['reconcile', 'tend-sheets', 'fetch-results', 'keep-recordings', 'send-webhooks'].map(everyMinute)),
    )
    expect(system.schedules).toHaveLength(5)
    const rule = (key: object, name = 'import-contacts', retryAttempts = 2) => ({
      pattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [system.buckets[0]?.name] }, object: { key: [key] } },
      },
      functionArn: arnOf(name),
      retryAttempts,
    })
    const others = ['imports', 'staged', 'suppressions', 'exports', 'webhooks', 'recordings']
    expect(system.objectRules).toEqual([
      rule({ 'anything-but': { wildcard: ['*.report.json', '*.rejects.csv', ...others.map((folder) => `${folder}/*`)] } }),
      rule({ prefix: 'imports/wake/cmp_' }),
      rule({ prefix: 'suppressions/' }, 'import-suppressions'),
      rule({ prefix: 'exports/wake/' }, 'export-contacts'),
      rule({ prefix: 'imports/wake/suppressions/' }, 'import-suppressions'),
      rule({ prefix: 'webhooks/wake/' }, 'send-webhooks', 0),
    ])
  })

  test('has every secret that a function or the bridge asks for', () => {
    const asked = [...system.functions, system.bridge].flatMap(({ environment }) =>
      Object.entries(environment).flatMap(([name, value]) => (name.endsWith('_SECRET_ID') ? [value] : [])),
    )
    expect(system.secrets.map(({ name }) => name)).toEqual(expect.arrayContaining(asked))
  })

  test('has a bucket that any page may upload to, and read nothing from', () => {
    const name = expect.stringMatching(/^[a-z0-9-]{3,63}$/)
    expect(system.buckets).toEqual([
      { name, corsOrigins: ['*'], corsMethods: ['PUT'] },
      { name, corsOrigins: [], corsMethods: [] },
    ])
  })

  test('has an environment that the bridge accepts', () => {
    expect(BridgeEnvironment.safeParse(system.bridge.environment).error).toBeUndefined()
  })
})

describe('a template that this machine would not run as AWS does', () => {
  const open = (Resources: Record<string, unknown>) =>
    openTemplates(writeAssembly(join(folder, 'small'), { small: { Resources } }), addresses)

  const fn = { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'f', Timeout: 3 } }

  test('is refused when a function does not say which source file it runs', () => {
    expect(() => readFunctions(open({ Fn: fn }))).toThrow('small/Fn does not say which source file it runs')
  })

  const rule = (key: object) => ({
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: { source: ['aws.s3'], 'detail-type': ['Object Created'], detail: { bucket: { name: ['b'] }, object: { key: [key] } } },
      Targets: [{ Arn: 'arn:aws:lambda:us-east-1:000000000000:function:f' }],
    },
  })

  test('is refused when a rule chooses objects in a way that is not followed here', () => {
    for (const key of [{ prefix: 'inbox/' }, { 'anything-but': { wildcard: ['*.json'] } }]) {
      expect(readObjectRules(open({ Rule: rule(key) }))).toHaveLength(1)
    }
    expect(() => readObjectRules(open({ Rule: rule({ suffix: '.csv' }) }))).toThrow('small/Rule.Properties.EventPattern')
  })

  const schedule = (ScheduleExpression: string) => ({
    Type: 'AWS::Scheduler::Schedule',
    Properties: { Name: 's', ScheduleExpression, Target: { Arn: 'arn:aws:lambda:us-east-1:000000000000:function:f', Input: '{"a":1}' } },
  })

  test.each([
    ['rate(1 minute)', 60],
    ['rate(5 minutes)', 300],
    ['rate(2 hours)', 7_200],
    ['rate(1 day)', 86_400],
  ])('%s is every %d seconds', (expression, everySeconds) => {
    expect(readSchedules(open({ Schedule: schedule(expression) }))).toEqual([expect.objectContaining({ everySeconds, input: { a: 1 } })])
  })

  test('is refused when a schedule is not a rate', () => {
    expect(() => readSchedules(open({ Schedule: schedule('cron(0 12 * * ? *)') }))).toThrow('cron(0 12 * * ? *) is not a rate')
  })

  const mapping = (properties: object) => ({
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/local',
      FunctionName: 'f',
      StartingPosition: 'LATEST',
      BisectBatchOnFunctionError: true,
      ...properties,
    },
  })

  test('has Lambda’s defaults where an event source does not say how often and how long', () => {
    const [source] = readStreams(open({ Mapping: mapping({}) }))
    expect(source).toMatchObject({ batchSize: 100, retryAttempts: Number.POSITIVE_INFINITY, maxAgeSeconds: Number.POSITIVE_INFINITY })
  })

  test.each([
    ['is not the stream of a table', { EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:q' }],
    ['Invalid input: expected true', { BisectBatchOnFunctionError: false }],
    ['Unrecognized key: "ParallelizationFactor"', { ParallelizationFactor: 2 }],
  ])('is refused when an event source %s', (why, properties) => {
    expect(() => readStreams(open({ Mapping: mapping(properties) }))).toThrow(why)
  })

  test('tells how often a function is given an event again: as it says, or twice', () => {
    const config = (MaximumRetryAttempts?: number) => ({
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: {
        FunctionName: { Ref: 'Fn' },
        Qualifier: '$LATEST',
        ...(MaximumRetryAttempts !== undefined && { MaximumRetryAttempts }),
      },
    })
    const Rule = rule({ prefix: 'inbox/' })
    expect(readObjectRules(open({ Rule, Fn: fn, Config: config(0) }))).toMatchObject([{ retryAttempts: 0 }])
    expect(readObjectRules(open({ Rule, Fn: fn, Config: config() }))).toMatchObject([{ retryAttempts: 2 }])
    expect(readObjectRules(open({ Rule, Fn: fn }))).toMatchObject([{ retryAttempts: 2 }])
  })

  const http = (authorizer: object, integration: object = {}) => ({
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { IntegrationType: 'AWS_PROXY', IntegrationUri: { 'Fn::GetAtt': ['Fn', 'Arn'] }, ...integration },
    },
    Authorizer: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        AuthorizerType: 'REQUEST',
        EnableSimpleResponses: true,
        AuthorizerResultTtlInSeconds: 0,
        AuthorizerUri: {
          'Fn::Join': [
            '',
            ['arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/', { 'Fn::GetAtt': ['Fn', 'Arn'] }, '/invocations'],
          ],
        },
        ...authorizer,
      },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: 'GET /',
        Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
        AuthorizationType: 'CUSTOM',
        AuthorizerId: { Ref: 'Authorizer' },
      },
    },
    Fn: fn,
  })

  test.each([
    ['caches its decisions', { AuthorizerResultTtlInSeconds: 300 }],
    ['answers with policies', { EnableSimpleResponses: false }],
    ['checks a token by itself', { AuthorizerType: 'JWT' }],
  ])('is refused when an authorizer of requests %s', (_, authorizer) => {
    const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:f'
    expect(readHttp(open(http({})))).toEqual({ routes: [{ routeKey: 'GET /', functionArn, authorizerArn: functionArn }] })
    expect(() => readHttp(open(http(authorizer)))).toThrow('small/Authorizer.Properties.')
  })

  test('is refused when a route leads to anything but a function', () => {
    expect(() => readHttp(open(http({}, { IntegrationType: 'HTTP_PROXY' })))).toThrow('small/Integration.Properties.IntegrationType')
    expect(() => readHttp(open(http({}, { IntegrationUri: 'https://example.com' })))).toThrow(
      'https://example.com does not name a function',
    )
  })

  test('is refused when it has two machines, since a campaign would not know its own', () => {
    const machine = { Type: 'AWS::StepFunctions::StateMachine' }
    expect(() => open({ One: machine, Two: machine }).only('AWS::StepFunctions::StateMachine')).toThrow('there should be one')
  })
})
