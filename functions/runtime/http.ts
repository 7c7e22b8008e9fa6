// The route table made into a Lambda handler: parse, run the use case, answer.
import middy from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { AuditPorts } from '#app/access/note-audit.ts'
import { AppError } from '#app/errors.ts'
import type { KeptAnswers } from '#app/ports/kept-answers.ts'
import type { Route } from '#contract/route.ts'
import { answerOf } from './answer.ts'
import { callerOf } from './caller.ts'
import { routeFinder } from './find-route.ts'
import { guard } from './guard.ts'
import { headAsGet } from './head-as-get.ts'
import { idempotent, needKey } from './idempotent.ts'
import { idempotencyKeyOf, ifDigestOf, ifVersionOf, parseAs } from './parse-request.ts'
import { problems } from './problems.ts'
import { needNoBody, readBody } from './read-body.ts'
import type { Groups, Stated } from './route-group.ts'

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

/** Few come this way, and it knows the whole table. */
const unrouted = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> =>
  (await import('./addresses.ts')).unrouted(event)

export const httpHandler = (ports: AuditPorts & { keptAnswers: KeptAnswers }, groups: Groups) => {
  const findRoute = routeFinder(groups)
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(headAsGet())
    .use(guard(ports, findRoute))
    .use(problems())
    .handler(async (event) => {
      const found = await findRoute(event.routeKey)
      if (!found) return await unrouted(event)
      const { operation, route, run } = found
      const stated = statedIn(route, event)
      needKey(route, stated.idempotencyKey)
      if (!route.body) needNoBody(route, event)
      const asked = {
        params: parseAs(route.params, event.pathParameters ?? {}, 'path'),
        query: parseAs(route.query, event.queryStringParameters ?? {}, 'query'),
        body: route.body && parseAs(route.body, await readBody(route, event), 'body'),
      }
      const carryOut = async () => answerOf(route, await run({ ...asked, ...stated }))
      const key = keptUnder(route, stated)
      const answer = await (key === undefined
        ? carryOut()
        : idempotent(ports.keptAnswers, { key, asked: { operation, ...asked } }, carryOut))
      const headers = { ...answer.headers, 'x-request-id': event.requestContext.requestId }
      return { statusCode: answer.status, headers, body: answer.body }
    })
}
