// Decides whether a viewer may open a WebSocket: the authorizer of $connect first, then $connect itself.
import type { IncomingMessage } from 'node:http'
import type { Invoke, SocketRoute } from '../system.ts'
import { type Answer, message } from '../web/answer.ts'
import { admittedBy } from './authorizer.ts'
import { type Connection, connectEvent, queryOf, SOCKET_API_ID, socketAuthorizerEvent } from './event.ts'

export type Admission = {
  route: SocketRoute | undefined
  stage: string
  region: string
  accountId: string
  invoke: Invoke
  log: (line: string) => void
}

type Shows = (request: IncomingMessage) => boolean

const identitySource = (text: string): Shows => {
  const [, kind, name = ''] = /^route\.request\.(querystring|header)\.(.+)$/.exec(text) ?? []
  if (kind === undefined) throw new Error(`The identity source ${text} is not known here.`)
  return kind === 'header' ? ({ headers }) => Boolean(headers[name.toLowerCase()]) : (request) => Boolean(queryOf(request)[name]?.[0])
}

const UNAUTHORIZED = message(401, 'Unauthorized')
const FORBIDDEN = message(403, 'Forbidden')
const BROKEN = message(500, 'Internal Server Error')

const statusOf = (result: unknown): number =>
  typeof result === 'object' && result !== null && 'statusCode' in result ? Number(result.statusCode) : Number.NaN

/** The answer says why the connection is refused; undefined opens it. */
export const createAdmission = ({ route, stage, region, accountId, invoke, log }: Admission) => {
  if (!route) return async () => undefined
  const sources = (route.identitySources ?? []).map(identitySource)
  const methodArn = `arn:aws:execute-api:${region}:${accountId}:${SOCKET_API_ID}/${stage}/$connect`

  const authorize = async (authorizerArn: string, connection: Connection, request: IncomingMessage): Promise<Answer | undefined> => {
    if (!sources.every((shows) => shows(request))) return UNAUTHORIZED
    try {
      const admitted = admittedBy(await invoke(authorizerArn, socketAuthorizerEvent(connection, request, methodArn)), methodArn)
      if (!admitted) return FORBIDDEN
      connection.authorizer = admitted
      return undefined
    } catch (error) {
      // API Gateway answers 401 to an authorizer that fails with exactly this word.
      if (error instanceof Error && error.message === 'Unauthorized') return UNAUTHORIZED
      log(`The authorizer of $connect failed: ${error}`)
      return BROKEN
    }
  }

  return async (connection: Connection, request: IncomingMessage): Promise<Answer | undefined> => {
    const refused = route.authorizerArn && (await authorize(route.authorizerArn, connection, request))
    if (refused) return refused
    try {
      const status = statusOf(await invoke(route.functionArn, connectEvent(connection, request)))
      if (status >= 200 && status < 300) return undefined
      return Number.isInteger(status) ? message(status, 'Forbidden') : message(502, 'Bad Gateway')
    } catch (error) {
      log(`WebSocket route $connect failed: ${error}`)
      return message(502, 'Bad Gateway')
    }
  }
}
