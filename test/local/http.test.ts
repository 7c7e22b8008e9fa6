import { expect, test } from 'vitest'
import { Problem } from '#contract/problem-body.ts'
import { route, send, start } from '../support/http-gateway.ts'

test('hands a request over in payload format 2.0', async () => {
  const { port, calls } = await start([route('POST /api/db/campaigns/{id}/contacts')])
  await send(port, {
    method: 'POST',
    path: '/api/db/campaigns/cmp%201/contacts?limit=5&tag=a&tag=b%20c',
    headers: {
      'Content-Type': 'application/json',
      'X-Twice': ['1', '2'],
      Cookie: 'a=1; b=2',
      'User-Agent': 'test/1',
      Host: `localhost:${port}`,
    },
    body: '{"phone":"ü"}',
  })
  expect(calls).toEqual([
    {
      functionArn: 'POST /api/db/campaigns/{id}/contacts',
      event: {
        version: '2.0',
        routeKey: 'POST /api/db/campaigns/{id}/contacts',
        rawPath: '/api/db/campaigns/cmp 1/contacts',
        rawQueryString: 'limit=5&tag=a&tag=b%20c',
        cookies: ['a=1', 'b=2'],
        headers: {
          'content-type': 'application/json',
          'x-twice': '1,2',
          'user-agent': 'test/1',
          host: `localhost:${port}`,
          connection: 'close',
          'content-length': '14',
        },
        queryStringParameters: { limit: '5', tag: 'a,b c' },
        pathParameters: { id: 'cmp 1' },
        requestContext: {
          accountId: '123456789012',
          apiId: 'local',
          domainName: 'localhost',
          domainPrefix: 'localhost',
          http: {
            method: 'POST',
            path: '/api/db/campaigns/cmp 1/contacts',
            protocol: 'HTTP/1.1',
            sourceIp: '127.0.0.1',
            userAgent: 'test/1',
          },
          requestId: expect.any(String),
          routeKey: 'POST /api/db/campaigns/{id}/contacts',
          stage: '$default',
          time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
          timeEpoch: expect.any(Number),
        },
        body: '{"phone":"ü"}',
        isBase64Encoded: false,
      },
    },
  ])
})

test.each(['application/x-www-form-urlencoded', 'application/octet-stream', 'multipart/form-data; boundary=x'])(
  'hands a body of type %s over as base64',
  async (type) => {
    const { port, calls } = await start([route('POST /hook')])
    await send(port, { method: 'POST', path: '/hook', headers: { 'content-type': type }, body: 'CallSid=CA1' })
    expect(calls[0]?.event).toMatchObject({ body: Buffer.from('CallSid=CA1').toString('base64'), isBase64Encoded: true })
  },
)

test.each([
  ['GET', '/pets/dog/1', 'GET /pets/dog/1'],
  ['GET', '/pets/dog/2', 'GET /pets/dog/{id}'],
  ['GET', '/pets/cat/1', 'GET /pets/{proxy+}'],
  ['POST', '/pets/cat/1', 'ANY /pets/{proxy+}'],
  ['GET', '/pets/dog/2%2F3', 'GET /pets/dog/{id}'],
  ['GET', '/pets', '$default'],
  ['GET', '/pets/dog/1/', 'GET /pets/{proxy+}'],
  ['PUT', '/elsewhere', '$default'],
])('%s %s goes to %s', async (method, path, expected) => {
  const keys = ['$default', 'ANY /pets/{proxy+}', 'GET /pets/{proxy+}', 'GET /pets/dog/{id}', 'GET /pets/dog/1']
  const { port, calls } = await start(keys.map((key) => route(key)))
  await send(port, { method, path })
  expect(calls.map(({ functionArn }) => functionArn)).toEqual([expected])
})

test('answers 404 where no route leads, and 400 to a path that cannot be decoded', async () => {
  const { port } = await start([route('GET /api/health')])
  expect(await send(port, { path: '/api/other' })).toMatchObject({ status: 404, body: '{"message":"Not Found"}' })
  expect(await send(port, { path: '/webhooks/%zz' })).toMatchObject({ status: 400, body: '{"message":"Bad Request"}' })
})

test.each(['/api/%zz', '/api/%', '/api/%ff?a=1'])('refuses %s at the door, in the words of the API', async (path) => {
  const { port, calls } = await start([route('ANY /api/{proxy+}')])
  const { status, headers, body } = await send(port, { path })
  expect({ status, type: headers['content-type'] }).toEqual({ status: 400, type: 'application/problem+json' })
  expect(Problem.parse(JSON.parse(body))).toMatchObject({ code: 'invalid_request', requestId: expect.any(String) })
  expect(calls).toEqual([])
})

test.each(['/api', '/api/', '/api/?a=1'])('hands %s to the API', async (path) => {
  const { port, calls } = await start([route('ANY /api'), route('ANY /api/{proxy+}')])
  await send(port, { path })
  expect(calls.map(({ functionArn }) => functionArn)).toEqual(['ANY /api'])
})

test('answers HEAD as the function does, without the body', async () => {
  const { port } = await start([route('ANY /api/{proxy+}')], async () => ({ statusCode: 200, body: 'four' }))
  const answer = await send(port, { method: 'HEAD', path: '/api/health' })
  expect(answer).toMatchObject({ status: 200, body: '', headers: { 'content-length': '4' } })
})

test('sends what a function returns: status, headers, cookies, bytes', async () => {
  const { port } = await start([route('GET /')], async () => ({
    statusCode: 201,
    headers: { 'Content-Type': 'audio/basic', 'X-Number': 1 },
    cookies: ['a=1', 'b=2'],
    body: Buffer.from([1, 2, 3]).toString('base64'),
    isBase64Encoded: true,
  }))
  const answer = await fetch(`http://127.0.0.1:${port}/`)
  expect(answer.status).toBe(201)
  expect(answer.headers.get('content-type')).toBe('audio/basic')
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([1, 2, 3])
})

test.each([
  [{ ok: true }, '{"ok":true}'],
  ['plain', 'plain'],
  [null, 'null'],
])('takes %j without a status code as a JSON body', async (result, body) => {
  const { port } = await start([route('GET /')], async () => result)
  const answer = await send(port, { path: '/' })
  expect(answer).toMatchObject({ status: 200, body, headers: { 'content-type': 'application/json' } })
})

test('answers 500 when the function fails, and says why in the log only', async () => {
  const { port, lines } = await start([route('GET /')], async () => {
    throw new TypeError('no table')
  })
  expect(await send(port, { path: '/' })).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' })
  expect(lines).toEqual(['GET / failed: TypeError: no table'])
})

test('answers 503 when the function takes too long', async () => {
  const { port } = await start([route('GET /')], () => new Promise(() => {}), { integrationTimeoutMs: 20 })
  expect(await send(port, { path: '/' })).toMatchObject({ status: 503, body: '{"message":"Service Unavailable"}' })
})

test('answers 413 to more than ten megabytes', async () => {
  const { port, calls } = await start([route('POST /')])
  const body = Buffer.alloc(10 * 1024 * 1024 + 1)
  expect(await send(port, { method: 'POST', path: '/', body })).toMatchObject({ status: 413 })
  expect(calls).toEqual([])
})

test('refuses at the door what no function could be handed, in the words of the API', async () => {
  const { port, calls } = await start([route('POST /api/db/campaigns')])
  const { status, headers, body } = await send(port, { method: 'POST', path: '/api/db/campaigns', body: Buffer.alloc(6_000_001) })
  expect({ status, type: headers['content-type'], problem: JSON.parse(body) }).toMatchObject({
    status: 413,
    type: 'application/problem+json',
    problem: { code: 'too_large', status: 413, requestId: expect.any(String) },
  })
  expect(calls).toEqual([])
})

const authorized = { routeKey: 'GET /api/x', functionArn: 'api', authorizerArn: 'authorize' }

test('asks the authorizer first, and hands its context on', async () => {
  const { port, calls } = await start([authorized], async (functionArn) =>
    functionArn === 'authorize' ? { isAuthorized: true, context: { who: 'me' } } : { statusCode: 200 },
  )
  expect(await send(port, { path: '/api/x?a=1' })).toMatchObject({ status: 200 })
  expect(calls).toMatchObject([
    {
      functionArn: 'authorize',
      event: {
        version: '2.0',
        type: 'REQUEST',
        routeArn: 'arn:aws:execute-api:eu-west-1:123456789012:local/$default/GET/api/x',
        routeKey: 'GET /api/x',
        queryStringParameters: { a: '1' },
        requestContext: { http: { sourceIp: '127.0.0.1' } },
      },
    },
    { functionArn: 'api', event: { requestContext: { authorizer: { lambda: { who: 'me' } } } } },
  ])
})

test.each([
  ['refuses', async () => ({ isAuthorized: false }), 403, 'Forbidden'],
  ['fails with Unauthorized', () => Promise.reject(new Error('Unauthorized')), 401, 'Unauthorized'],
  ['breaks', () => Promise.reject(new Error('no table')), 500, 'Internal Server Error'],
  ['answers nonsense', async () => 'yes', 500, 'Internal Server Error'],
])('does not reach the function when the authorizer %s', async (_, answer, status, message) => {
  const { port, calls } = await start([authorized], answer)
  const refused = await send(port, { path: '/api/x' })
  expect({ status: refused.status, ...JSON.parse(refused.body) }).toEqual({ status, message })
  expect(calls.map(({ functionArn }) => functionArn)).toEqual(['authorize'])
})
