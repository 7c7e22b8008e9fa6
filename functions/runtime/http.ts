// The route table made into a Lambda handler: parse, run the use case, answer.
import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type * as z from 'zod'
import { AppError } from '#app/errors.ts'
import type { Route } from '#contract/route.ts'
import { type Operation, operations, type Routes, routeKey, routes } from '#contract/routes.ts'
import { bodyOf } from './http-event.ts'
import { problems } from './problems.ts'

type BodyOf<R> = R extends { body: infer B extends z.ZodType } ? z.infer<B> : undefined

/** Written as a method, so that the table of all operations can be called with what the route's own schemas have parsed. */
type Method<Request, Body> = { call(request: Request): Promise<{ status?: number; body: Body }> }['call']

/** One use case for each operation. `status` only where it is not the route's usual one. */
export type Operations = {
  [O in Operation]: Method<
    { params: z.infer<Routes[O]['params']>; query: z.infer<Routes[O]['query']>; body: BodyOf<Routes[O]>; ifVersion: number | undefined },
    z.input<Routes[O]['response']>
  >
}

type AnyOperation = Method<{ params: unknown; query: unknown; body: unknown; ifVersion: number | undefined }, unknown>

/** One step of a JSON pointer (RFC 6901): names of columns may have slashes in them. */
const pointed = (step: PropertyKey): string => String(step).replaceAll('~', '~0').replaceAll('/', '~1')

const parseAs = (schema: z.ZodType, value: unknown, place: string): unknown => {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const errors = read.error.issues.map(({ path, message }) => ({ pointer: ['', place, ...path.map(pointed)].join('/'), detail: message }))
  const first = errors[0]
  throw new AppError('invalid_request', first ? `${first.pointer.slice(1)}: ${first.detail}` : 'The request cannot be read.', errors)
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid_request', 'The body is not JSON. Send a JSON object with the content type application/json.')
  }
}

/** The version that whoever edits has seen: `If-Match: "7"`. Absent or `*`: whatever it is. */
const ifVersionOf = (header: string | undefined): number | undefined => {
  if (header === undefined || header.trim() === '*') return undefined
  const [, version] = /^\s*"(\d{1,15})"\s*$/.exec(header) ?? []
  if (version === undefined) throw new AppError('invalid_request', 'The header If-Match must be a version in double quotes, such as "7".')
  return Number(version)
}

const byRouteKey = new Map<string, { operation: Operation; route: Route }>(
  operations.map((operation) => [routeKey(routes[operation]), { operation, route: routes[operation] }]),
)

export const httpHandler = (useCases: Operations) => {
  const run: Record<Operation, AnyOperation> = useCases
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(problems())
    .handler(async (event) => {
      const found = byRouteKey.get(event.routeKey)
      if (!found) throw new AppError('not_found', `There is no ${event.routeKey}.`)
      const { operation, route } = found
      const answer = await run[operation]({
        params: parseAs(route.params, event.pathParameters ?? {}, 'path'),
        query: parseAs(route.query, event.queryStringParameters ?? {}, 'query'),
        body: route.body ? parseAs(route.body, json(bodyOf(event)), 'body') : undefined,
        ifVersion: ifVersionOf(event.headers['if-match']),
      })
      return {
        statusCode: answer.status ?? route.status[0],
        headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
        body: JSON.stringify(answer.body),
      }
    })
}
