import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readHttp } from '../../../local/template/apis.ts'
import { readObjectRules, readSchedules, readStreams } from '../../../local/template/event-sources.ts'
import { readFunctions } from '../../../local/template/functions.ts'
import { openTemplates } from '../../../local/template/templates.ts'
import { writeAssembly } from '../../support/assembly.ts'

const folder = mkdtempSync(join(tmpdir(), 'ringmaster-template-'))

afterAll(() => rmSync(folder, { recursive: true }))

const addresses = { api: 'http://127.0.0.1:4400', socket: 'ws://127.0.0.1:5100', bridgeHost: 'bridge.ringmaster.test' }

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
