// What happens on a WebSocket, as API Gateway hands it to Lambda.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { requestId, requestTime } from '../http/event.ts'
import { sourceIp } from '../web/loopback.ts'

export type Connection = {
  connectionId: string
  connectedAt: number
  stage: string
  domainName: string
  identity: { sourceIp: string; userAgent: string }
  /** What the authorizer said about the viewer. */
  authorizer?: Record<string, unknown>
}

type Happening =
  | { eventType: 'CONNECT'; routeKey: string }
  | { eventType: 'MESSAGE'; routeKey: string; messageId: string }
  | { eventType: 'DISCONNECT'; routeKey: string; disconnectStatusCode: number; disconnectReason: string }

export const SOCKET_API_ID = 'local-socket'

/** Ends with an equals sign, as API Gateway's do: whoever puts it into an address must encode it. */
const newConnectionId = (): string => randomBytes(11).toString('base64url').concat('=')

export const newConnection = (request: IncomingMessage, stage: string): Connection => ({
  connectionId: newConnectionId(),
  connectedAt: Date.now(),
  stage,
  domainName: request.headers.host ?? 'localhost',
  identity: { sourceIp: sourceIp(request), userAgent: request.headers['user-agent'] ?? '' },
})

const contextOf = ({ connectionId, connectedAt, stage, domainName, identity, authorizer }: Connection, happening: Happening) => {
  const now = Date.now()
  const id = requestId()
  return {
    ...happening,
    ...(authorizer ? { authorizer } : {}),
    apiId: SOCKET_API_ID,
    connectedAt,
    connectionId,
    domainName,
    extendedRequestId: id,
    identity,
    messageDirection: 'IN',
    requestId: id,
    requestTime: requestTime(now),
    requestTimeEpoch: now,
    stage,
  }
}

/** Names keep the case in which they were sent. */
const headersOf = (request: IncomingMessage) => {
  const multiValueHeaders: Record<string, string[]> = {}
  for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i] ?? ''
    multiValueHeaders[name] = [...(multiValueHeaders[name] ?? []), request.rawHeaders[i + 1] ?? '']
  }
  return { headers: lastOf(multiValueHeaders), multiValueHeaders }
}

const lastOf = (values: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1) ?? '']))

export const queryOf = (request: IncomingMessage): Record<string, string[]> => {
  const values: Record<string, string[]> = {}
  const query = (request.url ?? '').split('?')[1] ?? ''
  for (const [name, value] of new URLSearchParams(query)) values[name] = [...(values[name] ?? []), value]
  return values
}

const requestOf = (request: IncomingMessage) => {
  const query = queryOf(request)
  const hasQuery = Object.keys(query).length > 0
  return {
    ...headersOf(request),
    ...(hasQuery ? { queryStringParameters: lastOf(query), multiValueQueryStringParameters: query } : {}),
  }
}

const CONNECT = { eventType: 'CONNECT', routeKey: '$connect' } as const

export const connectEvent = (connection: Connection, request: IncomingMessage) => ({
  ...requestOf(request),
  requestContext: contextOf(connection, CONNECT),
  isBase64Encoded: false,
})

export const socketAuthorizerEvent = (connection: Connection, request: IncomingMessage, methodArn: string) => ({
  type: 'REQUEST',
  methodArn,
  ...requestOf(request),
  stageVariables: {},
  requestContext: contextOf(connection, CONNECT),
})

export const messageEvent = (connection: Connection, { routeKey, body }: { routeKey: string; body: string }) => ({
  requestContext: contextOf(connection, { eventType: 'MESSAGE', routeKey, messageId: requestId() }),
  body,
  isBase64Encoded: false,
})

export const disconnectEvent = (connection: Connection, { code, reason }: { code: number; reason: string }) => ({
  headers: { Host: connection.domainName, 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': '' },
  requestContext: contextOf(connection, {
    eventType: 'DISCONNECT',
    routeKey: '$disconnect',
    disconnectStatusCode: code,
    disconnectReason: reason,
  }),
  isBase64Encoded: false,
})
