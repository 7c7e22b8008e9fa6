// The route table made into a Lambda handler: parse, run the use case, answer.
import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type * as z from 'zod'
import { AppError } from '#app/errors.ts'
import type { Route } from '#contract/route.ts'
import { type Operation, operations, type Routes, routeKey, routes } from '#contract/routes.ts'
import { idempotencyKeyOf, ifVersionOf, parseAs, parseBody } from './parse-request.ts'
import { problems } from './problems.ts'

type BodyOf<R> = R extends { body: infer B extends z.ZodType } ? z.infer<B> : undefined

/** Written as a method, so that the table of all operations can be called with what the route's own schemas have parsed. */
type Method<Request, Body> = { call(request: Request): Promise<{ status?: number; body: Body }> }['call']

/** What a request's headers say of it. */
type Stated = { ifVersion: number | undefined; idempotencyKey: string | undefined }

/** One use case for each operation. `status` only where it is not the route's usual one. */
export type Operations = {
  [O in Operation]: Method<
    Stated & { params: z.infer<Routes[O]['params']>; query: z.infer<Routes[O]['query']>; body: BodyOf<Routes[O]> },
    z.input<Routes[O]['response']>
  >
}

type AnyOperation = Method<Stated & { params: unknown; query: unknown; body: unknown }, unknown>

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
        body: await parseBody(route, event),
        ifVersion: ifVersionOf(event.headers['if-match']),
        idempotencyKey: idempotencyKeyOf(event.headers['idempotency-key']),
      })
      return {
        statusCode: answer.status ?? route.status[0],
        headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
        body: JSON.stringify(answer.body),
      }
    })
}
