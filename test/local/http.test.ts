import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type HttpGatewayOptions, startHttpGateway } from '../../local/http/http.ts'
import type { HttpRoute, Invoke } from '../../local/system.ts'

type Recorded = { functionArn: string; event: unknown }

const route = (routeKey: string, functionArn = routeKey): HttpRoute => ({ routeKey, functionArn })

const start = async (
  routes: HttpRoute[],
  answer: Invoke = async () => ({ statusCode: 204 }),
  options: Partial<HttpGatewayOptions> = {},
) => {
  const calls: Recorded[] = []
  const lines: string[] = []
  const gateway = await startHttpGateway({
    port: 0,
    routes,
    invoke: async (functionArn, event) => {
      calls.push({ functionArn, event })
      return answer(functionArn, event)
    },
    region: 'eu-west-1',
    accountId: '123456789012',
    log: (line) => lines.push(line),
    ...options,
  })
  onTestFinished(gateway.close)
  return { ...gateway, calls, lines }
}

/** As fetch cannot: with a Host of its own, a path that is sent as it stands, repeated headers. */
const send = (
  port: number,
  options: { method?: string; path?: string; headers?: Record<string, string | string[]>; body?: string | Buffer },
): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> =>
  new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, agent: false, ...options }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }),
      )
    })
    outgoing.on('error', reject)
    outgoing.end(options.body)
  })

const site = () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringmaster-http-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'dist', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'dist', 'index.html'), '<title>Ringmaster</title>')
  writeFileSync(join(folder, 'dist', 'assets', 'main-1a2b.js'), 'export {}')
  mkdirSync(join(folder, 'dist', 'api', 'docs'), { recursive: true })
  writeFileSync(join(folder, 'dist', 'api', 'docs', 'index.html'), '<title>The API</title>')
  writeFileSync(join(folder, 'secret.txt'), 'nobody may read this')
  return { directory: join(folder, 'dist'), config: { api: '/api' } }
}

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
  expect(await send(port, { path: '/api/%zz' })).toMatchObject({ status: 400 })
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

test('serves the dashboard beside the API, its pages too', async () => {
  const { port } = await start([route('GET /api/health')], undefined, { site: site() })
  const index = { status: 200, body: '<title>Ringmaster</title>', headers: { 'content-type': 'text/html; charset=utf-8' } }
  expect(await send(port, { path: '/' })).toMatchObject(index)
  expect(await send(port, { path: '/campaigns/cmp_1' })).toMatchObject(index)
  expect(await send(port, { path: '/config.json' })).toMatchObject({ status: 200, body: '{"api":"/api"}' })
  expect(await send(port, { path: '/assets/main-1a2b.js' })).toMatchObject({
    body: 'export {}',
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': expect.stringContaining('immutable') },
  })
})

test('lets the page run its own scripts and speak to this machine, and no page frame it', async () => {
  const { port } = await start([route('GET /api/health')], undefined, { site: site() })
  const { headers } = await send(port, { path: '/campaigns/cmp_1' })
  const policy = headers['content-security-policy']
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /)
  expect(policy).toContain("connect-src 'self' ws://127.0.0.1:* http://127.0.0.1:*;")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(headers['referrer-policy']).toBe('no-referrer')
})

test('serves the reference of the API among its addresses, under the same policy, and leaves all others to the API', async () => {
  const { port } = await start([route('ANY /api/{proxy+}')], undefined, { site: site() })
  for (const path of ['/api/docs', '/api/docs/']) {
    const { status, headers, body } = await send(port, { path })
    expect([status, body]).toEqual([200, '<title>The API</title>'])
    expect(headers['content-security-policy']).toContain("script-src 'self'")
  }
  expect((await send(port, { path: '/api/docsx' })).body).not.toContain('The API')
  expect(await send(port, { path: '/api/docs/../../../secret.txt' })).not.toMatchObject({ body: 'nobody may read this' })
})

test('keeps to the files of the dashboard', async () => {
  const { port } = await start([route('GET /api/health')], undefined, { site: site() })
  for (const path of ['/../secret.txt', '/..%2Fsecret.txt', '/assets/..%2f..%2fsecret.txt', '/gone.js', '/api/gone', '/%00']) {
    expect.soft(await send(port, { path }), path).not.toMatchObject({ body: 'nobody may read this' })
  }
  expect(await send(port, { path: '/gone.js' })).toMatchObject({ status: 404 })
  expect(await send(port, { path: '/api/gone' })).toMatchObject({ status: 404 })
})

test.each([
  ['another name for this machine', { host: 'ringmaster.evil.example' }, 'GET', 403],
  ['a name that begins like ours', { host: 'localhost.evil.example:4400' }, 'GET', 403],
  ['a page of another site that writes', { origin: 'https://evil.example' }, 'POST', 403],
  ['a page without an origin of its own', { origin: 'null' }, 'POST', 403],
  ['a page of another site that reads', { origin: 'https://evil.example' }, 'GET', 204],
  ['a webhook', {}, 'POST', 204],
])('treats %s as it should', async (_, headers, method, status) => {
  const { port } = await start([route('ANY /')])
  expect(await send(port, { method, path: '/', headers })).toMatchObject({ status })
})

test.each(['localhost', '127.0.0.1', '[::1]'])('lets its own page at %s write', async (name) => {
  const { port } = await start([route('POST /')])
  const headers = { host: `${name}:${port}`, origin: `http://${name}:${port}` }
  expect(await send(port, { method: 'POST', path: '/', headers })).toMatchObject({ status: 204 })
})

test('says which port is in use', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void taken.close())
  await new Promise((resolve) => taken.once('listening', resolve))
  const address = taken.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await expect(start([], undefined, { port })).rejects.toThrow(`Port ${port} is in use`)
})

test('ends the connections that clients keep open', async () => {
  const { url, close } = await start([route('GET /')])
  await (await fetch(url)).arrayBuffer()
  await close()
  await expect(fetch(url)).rejects.toThrow()
})
