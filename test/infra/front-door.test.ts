import { runInNewContext } from 'node:vm'
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { contentSecurityPolicy } from '#contract/page-files.ts'
import { pageKey } from '#contract/page-key.ts'
import { Problem } from '#contract/problem-body.ts'
import { synthesized } from '../support/synthesized.ts'

const Behavior = z.looseObject({ TargetOriginId: z.string(), ViewerProtocolPolicy: z.string() })
const Distribution = z.object({
  DefaultCacheBehavior: Behavior,
  CacheBehaviors: z.array(z.extend(Behavior, { PathPattern: z.string() })),
  Origins: z.array(z.looseObject({ Id: z.string() })),
})

let stacks: ReturnType<typeof synthesized>
let distribution: z.infer<typeof Distribution>
beforeAll(() => {
  stacks = synthesized('prod')
  distribution = Distribution.parse(stacks.only('AWS::CloudFront::Distribution').Properties.DistributionConfig)
})

const originOf = (id: string): string => {
  const origin = distribution.Origins.find(({ Id }) => Id === id)
  if (origin?.OriginAccessControlId) return 'bucket'
  if (origin?.VpcOriginConfig) return 'bridge'
  return JSON.stringify(origin?.DomainName).includes('socketapi') ? 'sockets' : 'api'
}

const codeOf = (name: string): string => {
  const codes = stacks.ofType('AWS::CloudFront::Function').map(({ Properties }) => z.object({ FunctionCode: z.string() }).parse(Properties))
  return codes.find(({ FunctionCode }) => FunctionCode.startsWith(`const ${name} `))?.FunctionCode ?? ''
}

test('each address goes to whoever answers it, the reference of the API to the page before the API', () => {
  expect(distribution.CacheBehaviors.map(({ PathPattern, TargetOriginId }) => [PathPattern, originOf(TargetOriginId)])).toEqual([
    ['/api/docs', 'bucket'],
    ['/api/docs/*', 'bucket'],
    ['/api', 'api'],
    ['/api/*', 'api'],
    ['/live', 'sockets'],
    ['/media/*', 'bridge'],
    ['/listen/*', 'bridge'],
    ['/ready', 'bridge'],
  ])
  expect(originOf(distribution.DefaultCacheBehavior.TargetOriginId)).toBe('bucket')
})

test('nothing is spoken in the clear', () => {
  const policies = [distribution.DefaultCacheBehavior, ...distribution.CacheBehaviors].map((behavior) => behavior.ViewerProtocolPolicy)
  expect(policies.filter((policy) => policy !== 'https-only' && policy !== 'redirect-to-https')).toEqual([])
})

test('the page runs under the policy of one machine, but for where its lists go, and asks for HTTPS for good', () => {
  const { ResponseHeadersPolicyConfig } = z
    .object({ ResponseHeadersPolicyConfig: z.looseObject({ SecurityHeadersConfig: z.record(z.string(), z.unknown()) }) })
    .parse(stacks.only('AWS::CloudFront::ResponseHeadersPolicy').Properties)
  const { ContentSecurityPolicy, ...others } = ResponseHeadersPolicyConfig.SecurityHeadersConfig
  const { 'Fn::Join': joined } = z
    .object({ ContentSecurityPolicy: z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) }) })
    .parse(ContentSecurityPolicy).ContentSecurityPolicy
  const said = joined[1].map((part) => (typeof part === 'string' ? part : '*')).join('')
  const issuers = ['https://cognito-idp.*.*', 'https://*.auth.*.amazoncognito.com']
  expect(said).toBe(contentSecurityPolicy({ bucket: 'https://*', issuers }))
  expect(others).toMatchObject({
    ContentTypeOptions: { Override: true },
    FrameOptions: { FrameOption: 'DENY' },
    ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
    StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true },
  })
})

test('every behaviour but the streams sends these headers', () => {
  const without = distribution.CacheBehaviors.filter((behavior) => behavior.ResponseHeadersPolicyId === undefined)
  expect(without.map(({ PathPattern }) => PathPattern)).toEqual(['/media/*', '/listen/*', '/ready'])
  expect(distribution.DefaultCacheBehavior.ResponseHeadersPolicyId).toBeDefined()
})

test('the page’s bucket is read by this distribution and nobody else', () => {
  const [policy] = stacks.ofType('AWS::S3::BucketPolicy').filter(({ Properties }) => JSON.stringify(Properties.Bucket).includes('Page'))
  const { Statement } = z
    .object({ PolicyDocument: z.object({ Statement: z.array(z.looseObject({ Effect: z.string() })) }) })
    .parse(policy?.Properties).PolicyDocument
  expect(Statement.filter(({ Effect }) => Effect === 'Allow')).toEqual([
    expect.objectContaining({
      Action: 's3:GetObject',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
    }),
  ])
})

test('the stage’s own page may open WebSockets', () => {
  const authorize = stacks.ofType('AWS::Lambda::Function').find(({ Properties }) => Properties.FunctionName === 'ringmaster-prod-authorize')
  const { PAGE_ORIGINS } = z
    .object({ Environment: z.object({ Variables: z.looseObject({ PAGE_ORIGINS: z.unknown() }) }) })
    .parse(authorize?.Properties).Environment.Variables
  expect(PAGE_ORIGINS).toEqual({
    'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [expect.stringContaining('frontdoor'), 'DomainName'] }]],
  })
})

describe('an address of the page', () => {
  const cases = [
    ['/', '/index.html'],
    ['/campaigns/cmp_1', '/campaign.html'],
    ['/campaigns/cmp_1/contacts', '/page.html'],
    ['/campaigns/new', '/page.html'],
    ['/settings/keys', '/page.html'],
    ['/wall', '/wall.html'],
    ['/campaigns/cmp_1/wall', '/wall.html'],
    ['/assets/main-1a2b.js', '/assets/main-1a2b.js'],
    ['/config.json', '/config.json'],
    ['/api/docs', '/api/docs/index.html'],
    ['/api/docs/', '/api/docs/index.html'],
    ['/api/docs/start.js', '/api/docs/start.js'],
  ]

  test.each(cases)('%s stands for %s', (address, file) => {
    expect(pageKey(address)).toBe(file)
  })

  test('is read by CloudFront from the function’s text alone', () => {
    const FunctionCode = codeOf('pageKey')
    const files = cases.map(([uri]) => runInNewContext(`${FunctionCode}; handler({ request: ${JSON.stringify({ uri })} }).uri`))
    expect(files).toEqual(cases.map(([, file]) => file))
  })
})

describe('the door of the API', () => {
  const MEGABYTE = 1_000_000
  const sent = (bytes: number | undefined, type: string, uri = '/api/db/campaigns') => {
    const headers = { 'content-type': { value: type }, ...(bytes === undefined ? {} : { 'content-length': { value: String(bytes) } }) }
    const event = { request: { uri, headers }, context: { requestId: 'r-1' } }
    const answer: unknown = runInNewContext(`${codeOf('refusedAtDoor')}; JSON.stringify(handler(${JSON.stringify(event)}))`)
    return z.looseObject({ statusCode: z.optional(z.number()), body: z.optional(z.string()) }).parse(JSON.parse(String(answer)))
  }
  const FORM = 'multipart/form-data; boundary=x'

  test('lets a body go on that a function can be handed, and one whose length is not told', () => {
    expect(sent(6 * MEGABYTE, 'application/json')).toMatchObject({ uri: '/api/db/campaigns' })
    expect(sent(4.5 * MEGABYTE, FORM)).toMatchObject({ uri: '/api/db/campaigns' })
    expect(sent(undefined, FORM)).toMatchObject({ uri: '/api/db/campaigns' })
  })

  test.each([
    [6 * MEGABYTE + 1, 'application/json'],
    [4.5 * MEGABYTE + 1, FORM],
  ])('refuses a body of %i bytes as %s as the API would refuse it', (bytes, type) => {
    const { statusCode, headers, body } = sent(bytes, type)
    expect(statusCode).toBe(413)
    expect(headers).toMatchObject({ 'content-type': { value: 'application/problem+json' } })
    expect(Problem.parse(JSON.parse(body ?? ''))).toMatchObject({ code: 'too_large', status: 413, requestId: 'r-1' })
  })

  test.each(['/api/%zz', '/api/db/campaigns/%', '/api/%ff'])('refuses %s, which nobody can read, as the API would', (uri) => {
    const { statusCode, body } = sent(undefined, '', uri)
    expect(statusCode).toBe(400)
    expect(Problem.parse(JSON.parse(body ?? ''))).toMatchObject({ code: 'invalid_request', requestId: 'r-1' })
  })

  test('sends the API’s own address on without its slash, and every other one as it is', () => {
    expect(sent(undefined, '', '/api/')).toMatchObject({ uri: '/api' })
    expect(sent(undefined, '', '/api/db/campaigns/')).toMatchObject({ uri: '/api/db/campaigns/' })
  })
})
