// The route table made into a Lambda handler: parse, run the use case, answer.
import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type * as z from 'zod'
import type { AuditPorts } from '#app/access/note-audit.ts'
import { AppError } from '#app/errors.ts'
import type { Caller } from '#contract/access.ts'
import type { Operation, Routes } from '#contract/routes.ts'
import { callerOf } from './caller.ts'
import { findRoute } from './find-route.ts'
import { guard } from './guard.ts'
import { idempotencyKeyOf, ifVersionOf, parseAs, parseBody } from './parse-request.ts'
import { problems } from './problems.ts'

type BodyOf<R> = R extends { body: infer B extends z.ZodType } ? z.infer<B> : undefined

/** Written as a method, so that the table of all operations can be called with what the route's own schemas have parsed. */
type Method<Request, Body> = { call(request: Request): Promise<{ status?: number; body: Body }> }['call']

/** What a request says of itself beside what its route asks for. */
type Stated = { caller: Caller; ifVersion: number | undefined; idempotencyKey: string | undefined }

/** One use case for each operation. `status` only where it is not the route's usual one. */
export type Operations = {
  [O in Operation]: Method<
    Stated & { params: z.infer<Routes[O]['params']>; query: z.infer<Routes[O]['query']>; body: BodyOf<Routes[O]> },
    z.input<Routes[O]['response']>
  >
}

type AnyOperation = Method<Stated & { params: unknown; query: unknown; body: unknown }, unknown>

export const httpHandler = (ports: AuditPorts, useCases: Operations) => {
  const run: Record<Operation, AnyOperation> = useCases
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(guard(ports))
    .use(problems())
    .handler(async (event) => {
      const found = findRoute(event.routeKey)
      if (!found) throw new AppError('not_found', `There is no ${event.routeKey}.`)
      const { operation, route } = found
      const answer = await run[operation]({
        caller: callerOf(event),
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
