// Who comes: whoever sends a request is found out and told to the API, which refuses; a WebSocket is opened by ticket only.
import type {
  APIGatewayAuthorizerResult,
  APIGatewayRequestAuthorizerEvent,
  APIGatewayRequestAuthorizerEventV2,
  APIGatewaySimpleAuthorizerWithContextResult,
} from 'aws-lambda'
import { type Admission, refused } from '#app/access/admission.ts'
import { admit } from '#app/access/admit.ts'
import { openSocket } from '#app/access/open-socket.ts'
import { accessEnvironments } from '#env/access.ts'
import { readEnvironment } from '#env/read.ts'
import { tokenChecks } from '#providers/tokens.ts'
import { isLoopback, isOurPage } from '#runtime/access.ts'
import { live } from '#runtime/live.ts'

const environment = () => readEnvironment(accessEnvironments.authorize)
const ports = live(environment)
const checkFor = tokenChecks(ports.clock)

type Event = APIGatewayRequestAuthorizerEventV2 | APIGatewayRequestAuthorizerEvent
type Answer = APIGatewaySimpleAuthorizerWithContextResult<Admission> | APIGatewayAuthorizerResult

/** Whoever is refused reaches the API all the same, to be told why: the gateway of HTTP APIs has no words of its own for it. */
export const handler = async (event: Event): Promise<Answer> =>
  'version' in event ? { isAuthorized: true, context: await admissionOf(event) } : await ticketAnswer(event)

const admissionOf = async ({ headers, requestContext }: APIGatewayRequestAuthorizerEventV2): Promise<Admission> => {
  const { ACCESS, SIGN_IN } = environment()
  if (ACCESS === 'loopback') {
    if (!isLoopback(requestContext.http.sourceIp)) return refused('not-this-machine')
    if (headers?.authorization === undefined) return { kind: 'admitted', principal: 'machine', role: 'admin' }
  }
  const { apiKeys, clock, deploymentKeys, log } = ports
  const checkToken = SIGN_IN && checkFor(SIGN_IN)
  return await admit({ apiKeys, clock, log, checkToken, deploymentKeys })(headers?.authorization)
}

/** Names keep the case in which they were sent. */
const originIn = (headers: APIGatewayRequestAuthorizerEvent['headers']): string | undefined =>
  Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'origin')?.[1]

const ticketAnswer = async (event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> => {
  const { ACCESS, PAGE_ORIGINS } = environment()
  const viewer = await openSocket(ports)({
    ticket: event.queryStringParameters?.ticket,
    isOurPage: isOurPage(originIn(event.headers), { access: ACCESS, origins: PAGE_ORIGINS }),
    requestId: event.requestContext.requestId,
  })
  return {
    principalId: viewer?.principal ?? 'nobody',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: viewer ? 'Allow' : 'Deny', Resource: event.methodArn }],
    },
    ...(viewer ? { context: viewer } : {}),
  }
}
