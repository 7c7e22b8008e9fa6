// Stands before and behind every route: nobody gets past it without the role, and what it sees is in the audit log.
import type { MiddlewareObj } from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { type AuditPorts, noteAudit } from '#app/access/note-audit.ts'
import type { AuditEntry } from '#contract/audit.ts'
import { type Denied, denialOf, whoOf } from './caller.ts'
import type { FindRoute } from './find-route.ts'

type Guard = MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>

/** cmp_…, att_…, key_… */
const OUR_ID = /^[a-z]{3}_\w{10,80}$/

/** Only ids of ours are told: a telephone number, or whatever else a caller puts into a path, is not. */
const requestOf = ({ routeKey, pathParameters = {} }: APIGatewayProxyEventV2): string =>
  routeKey.replace(/\{(\w+)\}/g, (place, name: string) => {
    const given = pathParameters[name] ?? ''
    return OUR_ID.test(given) ? given : place
  })

const outcomeOf = (status: number): AuditEntry['outcome'] => (status < 400 ? 'done' : status < 500 ? 'refused' : 'failed')

/** Used first, so that it sees what the others have made of an error. */
export const guard = (ports: AuditPorts, findRoute: FindRoute): Guard => {
  const denied = async (event: APIGatewayProxyEventV2): Promise<Denied | undefined> => {
    const found = await findRoute(event.routeKey)
    return found && denialOf(event, found.route.role)
  }

  const note = async (event: APIGatewayProxyEventV2, response: APIGatewayProxyStructuredResultV2 | undefined): Promise<void> => {
    const denial = await denied(event)
    if (!denial && event.requestContext.http.method === 'GET') return
    const { principal, role } = whoOf(event)
    const { requestId } = event.requestContext
    const status = response?.statusCode ?? 500
    await noteAudit(ports, {
      ...{ principal, request: requestOf(event), status, requestId },
      ...(role === undefined ? {} : { role }),
      ...(denial ? { outcome: 'denied', because: denial.because } : { outcome: outcomeOf(status) }),
    })
  }

  return {
    before: async ({ event }) => {
      const denial = await denied(event)
      if (denial) throw denial.error
    },
    after: async ({ event, response }) => await note(event, response ?? undefined),
    onError: async ({ event, response }) => {
      if (response?.statusCode === 401) response.headers = { ...response.headers, 'www-authenticate': 'Bearer realm="ringmaster"' }
      await note(event, response ?? undefined)
    },
  }
}
