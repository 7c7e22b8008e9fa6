// Who may come in: requests by key (or from this machine, where the deployment says so), WebSockets by ticket.
import type {
  APIGatewayAuthorizerResult,
  APIGatewayRequestAuthorizerEvent,
  APIGatewayRequestAuthorizerEventV2,
  APIGatewaySimpleAuthorizerResult,
} from 'aws-lambda'
import { environments, readEnvironment } from '#env'
import { hasKey, isLoopback } from '#runtime/access.ts'
import { live } from '#runtime/live.ts'

const environment = () => readEnvironment(environments.authorize)
const ports = live(environment)

type Event = APIGatewayRequestAuthorizerEventV2 | APIGatewayRequestAuthorizerEvent

export const handler = async (event: Event): Promise<APIGatewaySimpleAuthorizerResult | APIGatewayAuthorizerResult> => {
  if ('version' in event) return { isAuthorized: await isAdmitted(event) }
  const ticket = event.queryStringParameters?.ticket
  const isValid = ticket !== undefined && (await ports.viewers.spendTicket(ticket))
  return {
    principalId: 'viewer',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: isValid ? 'Allow' : 'Deny', Resource: event.methodArn }],
    },
  }
}

const isAdmitted = async ({ headers, requestContext }: APIGatewayRequestAuthorizerEventV2): Promise<boolean> => {
  const { ACCESS, KEYS_SECRET_ID } = environment()
  if (ACCESS === 'loopback') return isLoopback(requestContext.http.sourceIp)
  return hasKey(KEYS_SECRET_ID, headers?.authorization)
}
