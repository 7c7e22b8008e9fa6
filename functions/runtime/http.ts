// The route table made into a Lambda handler: parse, run the use case, answer.
import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type * as z from 'zod'
import type { AuditPorts } from '#app/access/note-audit.ts'
import { AppError } from '#app/errors.ts'
import type { KeptAnswers } from '#app/kept-answers.ts'
import type { Caller } from '#contract/access.ts'
import type { Route } from '#contract/route.ts'
import type { Operation, Routes } from '#contract/routes.ts'
import { answerOf } from './answer.ts'
import { callerOf } from './caller.ts'
import { findRoute } from './find-route.ts'
import { guard } from './guard.ts'
import { idempotent, needKey } from './idempotent.ts'
import { idempotencyKeyOf, ifDigestOf, ifVersionOf, parseAs } from './parse-request.ts'
import { problems } from './problems.ts'
import { readBody } from './read-body.ts'
import { unrouted } from './unrouted.ts'

type BodyOf<R> = R extends { body: infer B extends z.ZodType } ? z.infer<B> : undefined

/** Written as a method, so that the table of all operations can be called with what the route's own schemas have parsed. */
type Method<Request, Body> = { call(request: Request): Promise<{ status?: number; body: Body; digest?: string }> }['call']

/** What a request says of itself beside what its route asks for. */
type Stated = { caller: Caller; ifVersion: number | undefined; ifDigest: string | undefined; idempotencyKey: string | undefined }

/** One use case for each operation. `status` only where it is not the route's usual one. */
export type Operations = {
  [O in Operation]: Method<
    Stated & { params: z.infer<Routes[O]['params']>; query: z.infer<Routes[O]['query']>; body: BodyOf<Routes[O]> },
    z.input<Routes[O]['response']>
  >
}

type AnyOperation = Method<Stated & { params: unknown; query: unknown; body: unknown }, unknown>

const statedIn = (route: Route, event: APIGatewayProxyEventV2): Stated => {
  const { headers } = event
  const seen = headers['if-match']
  if (seen !== undefined && route.ifMatch === undefined) {
    throw new AppError('invalid_request', 'The header If-Match is not taken here: nobody would look at it. Leave it out.')
  }
  return {
    caller: callerOf(event),
    ifVersion: route.ifMatch === 'version' ? ifVersionOf(seen) : undefined,
    ifDigest: route.ifMatch === 'digest' ? ifDigestOf(seen) : undefined,
    idempotencyKey: idempotencyKeyOf(headers['idempotency-key']),
  }
}

/** Nobody gets an answer that was another caller's, whatever both call their request. */
const keptUnder = ({ method }: Route, { caller, idempotencyKey }: Stated): string | undefined =>
  method === 'POST' && idempotencyKey !== undefined ? `${caller.principal}#${idempotencyKey}` : undefined

export const httpHandler = (ports: AuditPorts & { keptAnswers: KeptAnswers }, useCases: Operations) => {
  const run: Record<Operation, AnyOperation> = useCases
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(guard(ports))
    .use(problems())
    .handler(async (event) => {
      const found = findRoute(event.routeKey)
      if (!found) return unrouted(event)
      const { operation, route } = found
      const stated = statedIn(route, event)
      needKey(route, stated.idempotencyKey)
      const asked = {
        params: parseAs(route.params, event.pathParameters ?? {}, 'path'),
        query: parseAs(route.query, event.queryStringParameters ?? {}, 'query'),
        body: route.body && parseAs(route.body, await readBody(route, event), 'body'),
      }
      const carryOut = async () => answerOf(route, await run[operation]({ ...asked, ...stated }))
      const key = keptUnder(route, stated)
      const answer = await (key === undefined
        ? carryOut()
        : idempotent(ports.keptAnswers, { key, asked: { operation, ...asked } }, carryOut))
      const headers = { ...answer.headers, 'x-request-id': event.requestContext.requestId }
      return { statusCode: answer.status, headers, body: answer.body }
    })
}
