// The HTTP API on this machine: API Gateway's routing, limits and answers in front of the Lambdas, and the dashboard's files beside them.
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { addressBehindDoor, DOOR_PROBLEMS, refusedAtDoor } from '#contract/front-door.ts'
import type { HttpRoute, Invoke } from '../system.ts'
import { type Answer, json, message, send } from '../web/answer.ts'
import { listen } from '../web/listen.ts'
import { refusal } from '../web/loopback.ts'
import { readBody } from '../web/read-body.ts'
import { authorize } from './authorizer.ts'
import { compressed } from './compressed.ts'
import { type GatewayRequest, httpEvent, splitTarget } from './event.ts'
import { toAnswer } from './result.ts'
import { createRouter, type RouteMatch } from './routes.ts'
import { type Site, siteAnswer } from './static-files.ts'

export type HttpGatewayOptions = {
  /** 0 takes any free port. */
  port: number
  routes: HttpRoute[]
  invoke: Invoke
  region: string
  accountId: string
  site?: Site
  log: (line: string) => void
  /** API Gateway's hard limit unless a test has less time. */
  integrationTimeoutMs?: number
}

export type HttpGateway = { port: number; url: string; close(): Promise<void> }

const BODY_BYTES = 10 * 1024 * 1024
const INTEGRATION_TIMEOUT_MS = 30_000

const GATEWAY_TOO_LARGE = message(413, 'Request Entity Too Large')
const NOT_FOUND = message(404, 'Not Found')
const BROKEN = message(500, 'Internal Server Error')

const withDeadline = async (work: Promise<Answer>, ms: number): Promise<Answer> => {
  const { promise, resolve } = Promise.withResolvers<Answer>()
  const timer = setTimeout(() => resolve(message(503, 'Service Unavailable')), ms)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

const isOfApi = (path: string): boolean => path === '/api' || path.startsWith('/api/')

/** In a deployment it is CloudFront that refuses, before API Gateway; what comes to neither the page nor the API is told in the gateway's words. */
const atDoor = (address: string, { headers }: IncomingMessage): Answer | undefined => {
  const code = refusedAtDoor({ address, contentLength: headers['content-length'], contentType: headers['content-type'] })
  if (!isOfApi(address)) return code === 'invalid_request' ? message(400, 'Bad Request') : undefined
  return (
    code && {
      ...json(DOOR_PROBLEMS[code].status, { ...DOOR_PROBLEMS[code], requestId: randomUUID() }),
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    }
  )
}

/** A page among the API's addresses: its files lie beside the dashboard's, as they do in a deployment. */
const isReference = (path: string): boolean => path === '/api/docs' || path.startsWith('/api/docs/')

const file = async (site: Site, path: string, { headers }: IncomingMessage): Promise<Answer> =>
  compressed((await siteAnswer(site, path)) ?? NOT_FOUND, headers['accept-encoding'])

export const startHttpGateway = async (options: HttpGatewayOptions): Promise<HttpGateway> => {
  const { routes, invoke, region, accountId, site, log } = options
  const findRoute = createRouter(routes)
  /** A path below one of these is the API's, never a page. */
  const apiFolders = new Set(routes.map(({ routeKey }) => routeKey.split('/')[1]))

  const callFunction = async ({ route, pathParameters }: RouteMatch, request: IncomingMessage): Promise<Answer> => {
    const body = await readBody(request, BODY_BYTES)
    if (!body) return GATEWAY_TOO_LARGE
    const gateway: GatewayRequest = { request, body, routeKey: route.routeKey, pathParameters, accountId }
    try {
      if (route.authorizerArn) {
        const admission = await authorize(gateway, { authorizerArn: route.authorizerArn, region, invoke })
        if (admission.kind === 'unauthorized') return message(401, 'Unauthorized')
        if (admission.kind === 'forbidden') return message(403, 'Forbidden')
        gateway.authorizer = admission.context
      }
      const answer = invoke(route.functionArn, httpEvent(gateway)).then(toAnswer)
      return await withDeadline(answer, options.integrationTimeoutMs ?? INTEGRATION_TIMEOUT_MS)
    } catch (error) {
      log(`${route.routeKey} failed: ${error}`)
      return BROKEN
    }
  }

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const why = refusal(request)
    if (why) return message(403, why)
    const { encodedPath } = splitTarget(request)
    const refused = atDoor(encodedPath, request)
    if (refused) {
      // Who is still sending would not hear it.
      await readBody(request, 0)
      return refused
    }
    const path = decodeURIComponent(encodedPath)
    const method = request.method ?? 'GET'
    const isLook = method === 'GET' || method === 'HEAD'
    if (site && isReference(path) && isLook) return file(site, path, request)
    const match = findRoute(method, addressBehindDoor(encodedPath))
    if (match) return callFunction(match, request)
    if (!site || apiFolders.has(path.split('/')[1]) || !isLook) return NOT_FOUND
    return file(site, path, request)
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      send(response, await answer(request))
    } catch (error) {
      // The client broke off while it was sending; anything else is told.
      if (!response.destroyed) log(`${request.method} ${request.url?.split('?')[0]} failed: ${error}`)
      send(response, BROKEN)
    }
  }

  const server = createServer((request, response) => void handle(request, response))
  const { port, close } = await listen(server, options.port)
  return { port, url: `http://127.0.0.1:${port}`, close }
}
