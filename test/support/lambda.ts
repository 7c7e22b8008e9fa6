// Lambda's context, and HTTP requests as API Gateway hands them over (payload format 2.0).
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import type { Admission } from '#app/access/admission.ts'
import { routeKey } from '#contract/route.ts'
import { type Operation, routes } from '#contract/routes.ts'

const unused = (): never => {
  throw new Error('Node.js functions have not ended so for years')
}

export const aContext = (): Context => ({
  awsRequestId: 'request-1',
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'a-function',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:a-function',
  logGroupName: '/ringmaster/test/a-function',
  logStreamName: 'stream',
  memoryLimitInMB: '256',
  getRemainingTimeInMillis: () => 30_000,
  done: unused,
  fail: unused,
  succeed: unused,
})

export type Request = {
  routeKey: string
  path?: string
  params?: Record<string, string>
  query?: Record<string, string>
  headers?: Record<string, string>
  /** Text as it is on the wire. */
  body?: string
  base64?: boolean
  sourceIp?: string
  /** What the authorizer has found out; absent: there was none. */
  admission?: Admission
}

/** Who may do everything. */
export const anAdmin: Admission = { kind: 'admitted', principal: 'key:of-the-tests', role: 'admin' }

export const httpEvent = ({ admission, ...request }: Request): APIGatewayProxyEventV2 => {
  const event = openEvent(request)
  return admission ? { ...event, requestContext: Object.assign(event.requestContext, { authorizer: { lambda: admission } }) } : event
}

const openEvent = ({ routeKey, params, query, headers = {}, body, base64 = false, sourceIp = '203.0.113.9', ...rest }: Request) => {
  const [method = 'GET', template = '/'] = routeKey.split(' ')
  const path = rest.path ?? template.replace(/\{(\w+)\}/g, (_, name: string) => params?.[name] ?? '')
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: query ? String(new URLSearchParams(query)) : '',
    headers: { host: 'api.ringmaster.test', ...headers },
    ...(query ? { queryStringParameters: query } : {}),
    ...(params ? { pathParameters: params } : {}),
    requestContext: {
      accountId: '123456789012',
      apiId: 'api',
      domainName: 'api.ringmaster.test',
      domainPrefix: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent: 'a test' },
      requestId: 'gateway-1',
      routeKey,
      stage: '$default',
      time: '02/Nov/2026:15:00:00 +0000',
      timeEpoch: Date.parse('2026-11-02T15:00:00.000Z'),
    },
    ...(body === undefined ? {} : { body: base64 ? Buffer.from(body).toString('base64') : body }),
    isBase64Encoded: base64,
  } satisfies APIGatewayProxyEventV2
}

/** A request to a route of the route table, by an admin unless said otherwise; `json` is its body. */
export const apiEvent = (operation: Operation, { json, ...request }: Omit<Request, 'routeKey'> & { json?: unknown } = {}) =>
  httpEvent({
    routeKey: routeKey(routes[operation]),
    admission: anAdmin,
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    ...request,
  })

type HttpHandler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>

/** Asks a handler and reads what it answers; the body is undefined where there is none. */
export const ask = async (handler: HttpHandler, event: APIGatewayProxyEventV2) => {
  const { statusCode, headers, body } = await handler(event, aContext())
  const type = String(headers?.['content-type'] ?? '')
  const read: unknown = body && type.includes('json') ? JSON.parse(body) : body
  return { status: statusCode, type, body: read }
}
