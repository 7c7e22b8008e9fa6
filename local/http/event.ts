// An HTTP request as API Gateway's HTTP APIs hand it to Lambda: payload format 2.0.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { sourceIp } from '../web/loopback.ts'

export type GatewayRequest = {
  request: IncomingMessage
  body: Buffer
  routeKey: string
  pathParameters: Record<string, string>
  accountId: string
  /** What the authorizer said about the caller. */
  authorizer?: Record<string, unknown>
}

const API_ID = 'local'
const STAGE = '$default'
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Everything else arrives as base64, also the forms that Twilio sends. */
const TEXT = /^(text\/|application\/(.+\+)?(json|xml)\b|application\/javascript\b)/i

/** Common log format: 22/Nov/2026:14:05:09 +0000. */
export const requestTime = (ms: number): string => {
  const [date = '', time = ''] = new Date(ms).toISOString().split('T')
  const [year, month, day] = date.split('-')
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`
}

export const requestId = (): string => randomBytes(11).toString('base64')

export const splitTarget = (request: IncomingMessage): { encodedPath: string; rawQueryString: string } => {
  const target = request.url ?? '/'
  const question = target.indexOf('?')
  return question < 0
    ? { encodedPath: target, rawQueryString: '' }
    : { encodedPath: target.slice(0, question), rawQueryString: target.slice(question + 1) }
}

const headersOf = (request: IncomingMessage): Record<string, string> => {
  const headers: Record<string, string> = {}
  for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
    const name = (request.rawHeaders[i] ?? '').toLowerCase()
    const value = request.rawHeaders[i + 1] ?? ''
    if (name !== 'cookie') headers[name] = name in headers ? `${headers[name]},${value}` : value
  }
  return headers
}

const queryOf = (rawQueryString: string): Record<string, string> => {
  const query: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(rawQueryString)) query[name] = name in query ? `${query[name]},${value}` : value
  return query
}

const contextOf = ({ request, routeKey, accountId, authorizer }: GatewayRequest, path: string) => {
  const now = Date.now()
  const domainName = request.headers.host?.replace(/:\d+$/, '') ?? 'localhost'
  return {
    accountId,
    apiId: API_ID,
    ...(authorizer ? { authorizer: { lambda: authorizer } } : {}),
    domainName,
    domainPrefix: domainName.split('.')[0],
    http: {
      method: request.method,
      path,
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: sourceIp(request),
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId: requestId(),
    routeKey,
    stage: STAGE,
    time: requestTime(now),
    timeEpoch: now,
  }
}

const envelope = (gateway: GatewayRequest) => {
  const { request, routeKey, pathParameters } = gateway
  const { encodedPath, rawQueryString } = splitTarget(request)
  // AWS calls it raw, but HTTP APIs hand it over decoded.
  const rawPath = decodeURIComponent(encodedPath)
  const cookies = request.headers.cookie?.split(/; */)
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookies ? { cookies } : {}),
    headers: headersOf(request),
    ...(rawQueryString ? { queryStringParameters: queryOf(rawQueryString) } : {}),
    requestContext: contextOf(gateway, rawPath),
    ...(Object.keys(pathParameters).length > 0 ? { pathParameters } : {}),
  }
}

const bodyOf = (request: IncomingMessage, body: Buffer) => {
  if (body.length === 0) return { isBase64Encoded: false }
  const isText = TEXT.test(request.headers['content-type'] ?? '')
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText }
}

export const httpEvent = (gateway: GatewayRequest) => ({ ...envelope(gateway), ...bodyOf(gateway.request, gateway.body) })

export const authorizerEvent = (gateway: GatewayRequest, region: string) => ({
  ...envelope(gateway),
  type: 'REQUEST',
  routeArn: `arn:aws:execute-api:${region}:${gateway.accountId}:${API_ID}/${STAGE}/${gateway.request.method}${decodeURIComponent(splitTarget(gateway.request).encodedPath)}`,
})
