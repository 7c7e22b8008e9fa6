import { once } from 'node:events'
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import * as z from 'zod/mini'
import { credentials } from '../../local/credentials.ts'
import { type SocketGatewayOptions, startSocketGateway } from '../../local/socket/socket.ts'
import type { Invoke, SocketRoute } from '../../local/system.ts'
import { eventually } from '../support/eventually.ts'

const STAGE = 'live'
const METHOD_ARN = 'arn:aws:execute-api:eu-west-1:123456789012:local-socket/live/$connect'

const ROUTES: SocketRoute[] = [
  { routeKey: '$connect', functionArn: 'connect', authorizerArn: 'authorize', identitySources: ['route.request.querystring.ticket'] },
  { routeKey: '$disconnect', functionArn: 'disconnect' },
  { routeKey: '$default', functionArn: 'default' },
  { routeKey: 'subscribe', functionArn: 'subscribe' },
]

const policy = (Effect: 'Allow' | 'Deny', Resource = METHOD_ARN) => ({
  principalId: 'viewer',
  policyDocument: { Version: '2012-10-17', Statement: [{ Effect, Action: 'execute-api:Invoke', Resource }] },
  context: { seat: 7 },
})

const Event = z.looseObject({ requestContext: z.looseObject({ connectionId: z.string() }) })

type Answers = Record<string, () => unknown>

const start = async (answers: Answers = {}, options: Partial<SocketGatewayOptions> = {}) => {
  const calls: { functionArn: string; event: z.infer<typeof Event> }[] = []
  const lines: string[] = []
  const invoke: Invoke = async (functionArn, event) => {
    calls.push({ functionArn, event: Event.parse(event) })
    const answer = answers[functionArn]
    return answer ? answer() : functionArn === 'authorize' ? policy('Allow') : { statusCode: 200 }
  }
  const gateway = await startSocketGateway({
    port: 0,
    stage: STAGE,
    routes: ROUTES,
    invoke,
    region: 'eu-west-1',
    accountId: '123456789012',
    log: (line) => lines.push(line),
    ...options,
  })
  onTestFinished(gateway.close)
  return { ...gateway, calls, lines, called: () => calls.map(({ functionArn }) => functionArn) }
}

const open = (url: string, options: { path?: string; headers?: Record<string, string> } = {}): WebSocket => {
  const socket = new WebSocket(`${url}${options.path ?? `/${STAGE}?ticket=t1`}`, { headers: options.headers ?? {} })
  onTestFinished(() => socket.terminate())
  return socket
}

const opened = async (url: string): Promise<WebSocket> => {
  const socket = open(url)
  await once(socket, 'open')
  return socket
}

const refusedWith = async (socket: WebSocket): Promise<number | undefined> => {
  socket.on('error', () => {})
  const [, response] = await once(socket, 'unexpected-response')
  return response.statusCode
}

const management = (url: string): ApiGatewayManagementApiClient => {
  const client = new ApiGatewayManagementApiClient({
    endpoint: `${url.replace('ws:', 'http:')}/${STAGE}`,
    region: 'eu-west-1',
    credentials,
  })
  onTestFinished(() => client.destroy())
  return client
}

test('asks the authorizer, then $connect, as API Gateway does', async () => {
  const { url, calls } = await start()
  const socket = open(url, { headers: { 'User-Agent': 'viewer/1' } })
  await once(socket, 'open')
  expect(calls).toMatchObject([
    {
      functionArn: 'authorize',
      event: {
        type: 'REQUEST',
        methodArn: METHOD_ARN,
        headers: { 'User-Agent': 'viewer/1' },
        queryStringParameters: { ticket: 't1' },
        requestContext: { routeKey: '$connect', eventType: 'CONNECT', stage: STAGE, connectionId: expect.stringMatching(/=$/) },
      },
    },
    {
      functionArn: 'connect',
      event: {
        queryStringParameters: { ticket: 't1' },
        requestContext: {
          routeKey: '$connect',
          eventType: 'CONNECT',
          authorizer: { principalId: 'viewer', seat: 7 },
          domainName: expect.stringContaining('127.0.0.1'),
          stage: STAGE,
          apiId: 'local-socket',
          requestTimeEpoch: expect.any(Number),
          identity: { sourceIp: '127.0.0.1', userAgent: 'viewer/1' },
        },
        isBase64Encoded: false,
      },
    },
  ])
})

test('answers 401 to a viewer without a ticket, and asks nobody', async () => {
  const { url, called } = await start()
  expect(await refusedWith(open(url, { path: `/${STAGE}` }))).toBe(401)
  expect(called()).toEqual([])
})

test.each([
  ['a policy that denies', () => policy('Deny'), 403],
  ['a policy for something else', () => policy('Allow', METHOD_ARN.replace('live', 'other')), 403],
  ['the word Unauthorized', () => Promise.reject(new Error('Unauthorized')), 401],
  ['an error', () => Promise.reject(new Error('no table')), 500],
])('refuses the upgrade after %s of the authorizer', async (_, authorize, status) => {
  const { url, called } = await start({ authorize })
  expect(await refusedWith(open(url))).toBe(status)
  expect(called()).toEqual(['authorize'])
})

test('understands wildcards in a policy', async () => {
  const { url } = await start({ authorize: () => policy('Allow', 'arn:aws:execute-api:*:*:local-socket/live/$connect') })
  await opened(url)
})

test.each([
  ['refuses', () => ({ statusCode: 409 }), 409],
  ['fails', () => Promise.reject(new Error('no table')), 502],
])('refuses the upgrade when $connect %s', async (_, connect, status) => {
  const { url } = await start({ connect })
  expect(await refusedWith(open(url))).toBe(status)
})

test.each([
  ['another stage', { path: '/dev?ticket=t1' }],
  ['a page of another site', { headers: { Origin: 'https://evil.example' } }],
  ['another name for this machine', { headers: { Host: 'evil.example' } }],
])('answers 403 to %s', async (_, options) => {
  const { url, called } = await start()
  expect(await refusedWith(open(url, options))).toBe(403)
  expect(called()).toEqual([])
})

test('lets a page of this machine listen', async () => {
  const { url } = await start()
  const socket = open(url, { headers: { Origin: 'http://localhost:4400' } })
  await once(socket, 'open')
})

test.each([
  ['{"action":"subscribe","campaignId":"all"}', 'subscribe'],
  ['{"action":"ping"}', 'default'],
  ['not JSON', 'default'],
])('routes the message %s to %s', async (text, functionArn) => {
  const { url, calls } = await start()
  const socket = await opened(url)
  socket.send(text)
  await eventually(() => calls).toHaveLength(3)
  expect(calls[2]).toMatchObject({
    functionArn,
    event: {
      body: text,
      isBase64Encoded: false,
      requestContext: {
        eventType: 'MESSAGE',
        routeKey: functionArn === 'default' ? '$default' : functionArn,
        connectionId: calls[1]?.event.requestContext.connectionId,
        messageId: expect.any(String),
        authorizer: { principalId: 'viewer' },
      },
    },
  })
})

test('tells the viewer when the function of its message fails', async () => {
  const { url, lines } = await start({ default: () => Promise.reject(new Error('no table')) })
  const socket = await opened(url)
  socket.send('{"action":"ping"}')
  const [said] = await once(socket, 'message')
  expect(JSON.parse(String(said))).toMatchObject({ message: 'Internal server error', connectionId: expect.any(String) })
  expect(lines).toEqual(['WebSocket route $default failed: Error: no table'])
})

test('tells $disconnect who left, and how', async () => {
  const { url, calls } = await start()
  const socket = await opened(url)
  socket.close(4000, 'enough')
  await eventually(() => calls).toHaveLength(3)
  expect(calls[2]).toMatchObject({
    functionArn: 'disconnect',
    event: {
      requestContext: {
        eventType: 'DISCONNECT',
        routeKey: '$disconnect',
        disconnectStatusCode: 4000,
        disconnectReason: 'enough',
        connectionId: calls[1]?.event.requestContext.connectionId,
      },
    },
  })
})

test('sends, describes and closes through the management API', async () => {
  const { url, calls } = await start()
  const socket = await opened(url)
  const ConnectionId = calls[1]?.event.requestContext.connectionId
  const client = management(url)
  const heard = once(socket, 'message')
  await client.send(new PostToConnectionCommand({ ConnectionId, Data: '{"event":"pong"}' }))
  expect(String((await heard)[0])).toBe('{"event":"pong"}')
  const about = await client.send(new GetConnectionCommand({ ConnectionId }))
  expect(about).toMatchObject({ ConnectedAt: expect.any(Date), LastActiveAt: expect.any(Date), Identity: { SourceIp: '127.0.0.1' } })
  const closed = once(socket, 'close')
  await client.send(new DeleteConnectionCommand({ ConnectionId }))
  await closed
})

test('says that a connection is gone', async () => {
  const { url, calls, called } = await start()
  const socket = await opened(url)
  const ConnectionId = calls[1]?.event.requestContext.connectionId
  const client = management(url)
  socket.terminate()
  await eventually(() => called()).toContain('disconnect')
  await expect(client.send(new PostToConnectionCommand({ ConnectionId, Data: 'x' }))).rejects.toBeInstanceOf(GoneException)
  await expect(client.send(new GetConnectionCommand({ ConnectionId: 'nobody=' }))).rejects.toBeInstanceOf(GoneException)
})

test('refuses to send more than 128 KB, and closes on a viewer that does', async () => {
  const { url, calls } = await start()
  const socket = await opened(url)
  const ConnectionId = calls[1]?.event.requestContext.connectionId
  const tooMuch = 'x'.repeat(128 * 1024 + 1)
  await expect(management(url).send(new PostToConnectionCommand({ ConnectionId, Data: tooMuch }))).rejects.toMatchObject({
    name: 'PayloadTooLargeException',
  })
  socket.send(tooMuch)
  const [code] = await once(socket, 'close')
  expect(code).toBe(1009)
})

test.each([
  ['silent', { idleMs: 30, lifetimeMs: 60_000 }],
  ['open', { idleMs: 60_000, lifetimeMs: 30 }],
])('closes a connection that has been %s for too long', async (_, limits) => {
  const { url } = await start({}, { limits })
  const [code] = await once(await opened(url), 'close')
  expect(code).toBe(1001)
})

test('keeps no page of another site away from the viewers only: the management API refuses it too', async () => {
  const { url } = await start()
  const answer = await fetch(`${url.replace('ws:', 'http:')}/${STAGE}/@connections/x`, {
    method: 'POST',
    headers: { origin: 'https://evil.example' },
  })
  expect(answer.status).toBe(403)
})

test('says goodbye to its viewers at the end, and tells $disconnect', async () => {
  const { url, close, called } = await start()
  const closed = once(await opened(url), 'close')
  await close()
  expect((await closed)[0]).toBe(1001)
  expect(called()).toEqual(['authorize', 'connect', 'disconnect'])
})

test('refuses an identity source that it does not know', async () => {
  const routes = [{ ...ROUTES[0], routeKey: '$connect', functionArn: 'connect', identitySources: ['context.stage'] }]
  await expect(start({}, { routes })).rejects.toThrow('context.stage is not known')
})
