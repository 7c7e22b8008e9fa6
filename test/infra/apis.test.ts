import { beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { routes } from '#contract/routes.ts'
import { synthesized } from '../support/synthesized.ts'

const Route = z.object({
  logicalId: z.string(),
  Properties: z.object({
    ApiId: z.object({ Ref: z.string() }),
    RouteKey: z.string(),
    AuthorizationType: z.string(),
    AuthorizerId: z.optional(z.object({ Ref: z.string() })),
  }),
})

let stacks: ReturnType<typeof synthesized>
beforeAll(() => {
  stacks = synthesized('dev')
})

const apiId = (protocol: string) =>
  stacks.ofType('AWS::ApiGatewayV2::Api').find(({ Properties }) => Properties.ProtocolType === protocol)?.logicalId
const routesOf = (protocol: string) =>
  stacks
    .ofType('AWS::ApiGatewayV2::Route')
    .map((resource) => Route.parse(resource).Properties)
    .filter(({ ApiId }) => ApiId.Ref === apiId(protocol))
const keysOf = (protocol: string, authorization: string) =>
  routesOf(protocol)
    .filter(({ AuthorizationType }) => AuthorizationType === authorization)
    .map(({ RouteKey }) => RouteKey)
    .toSorted()
const authorizer = (ref: string | undefined) => stacks.resources.find(({ logicalId }) => logicalId === ref)?.Properties

const PUBLIC = [
  'GET /api/asyncapi.json',
  'GET /api/health',
  'GET /api/openapi.json',
  'GET /api/problems/{code}',
  'POST /webhooks/elevenlabs/post-call',
  ...['machine', 'recording', 'status', 'voice'].map((what) => `POST /webhooks/twilio/${what}/{attemptId}`),
]

test('the authorizer is asked on every route of the contract that is not open to anyone', () => {
  const contract = Object.values(routes).filter(({ role }) => role !== 'anyone')
  expect(keysOf('HTTP', 'CUSTOM').filter((key) => !key.startsWith('ANY'))).toEqual(
    contract.map(({ method, path }) => `${method} ${path}`).toSorted(),
  )
})

test('only health, the documents of the API, what its refusals mean and the signed webhooks are public', () => {
  expect(keysOf('HTTP', 'NONE')).toEqual(PUBLIC)
})

test('what is no route of the contract is admitted in the same way, and told so', () => {
  expect(keysOf('HTTP', 'CUSTOM')).toContain('ANY /api/{proxy+}')
})

test('the authorizer of requests decides each one anew, even one that shows nothing', () => {
  const used = new Set(routesOf('HTTP').flatMap(({ AuthorizerId }) => AuthorizerId?.Ref ?? []))
  expect([...used].map(authorizer)).toEqual([
    expect.objectContaining({
      AuthorizerType: 'REQUEST',
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
      AuthorizerResultTtlInSeconds: 0,
      IdentitySource: [],
    }),
  ])
})

test('functions get requests in payload format 2.0', () => {
  const formats = stacks
    .ofType('AWS::ApiGatewayV2::Integration')
    .filter(({ Properties }) => JSON.stringify(Properties.ApiId) === JSON.stringify({ Ref: apiId('HTTP') }))
    .map(({ Properties }) => Properties.PayloadFormatVersion)
  expect(new Set(formats)).toEqual(new Set(['2.0']))
})

test('a viewer connects with a ticket, and has the three routes of its connection', () => {
  expect(keysOf('WEBSOCKET', 'NONE')).toEqual(['$default', '$disconnect'])
  const [connect] = routesOf('WEBSOCKET').filter(({ RouteKey }) => RouteKey === '$connect')
  expect(authorizer(connect?.AuthorizerId?.Ref)).toMatchObject({
    AuthorizerType: 'REQUEST',
    IdentitySource: ['route.request.querystring.ticket'],
  })
})

test('both APIs limit how much they take', () => {
  for (const stage of stacks.ofType('AWS::ApiGatewayV2::Stage')) {
    expect(stage.Properties).toMatchObject({ AutoDeploy: true, DefaultRouteSettings: { ThrottlingRateLimit: 100 } })
  }
})

test('access logs hold neither the caller nor the query', () => {
  const formats = stacks.ofType('AWS::ApiGatewayV2::Stage').flatMap(({ Properties }) => Properties.AccessLogSettings ?? [])
  expect(formats).toHaveLength(1)
  expect(JSON.stringify(formats)).not.toMatch(/sourceIp|\$context\.path|querystring/i)
})
