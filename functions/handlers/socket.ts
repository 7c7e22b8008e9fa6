// The dashboard's WebSocket: connect, disconnect, and what viewers send.
import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda'
import { maySay } from '#app/access/socket.ts'
import { watch } from '#app/viewers/watch.ts'
import { Caller } from '#contract/caller.ts'
import { ClientMessage } from '#contract/events.ts'
import { accessEnvironments } from '#env/access.ts'
import { readEnvironment } from '#env/read.ts'
import { live } from '#runtime/live.ts'

const ports = live(() => readEnvironment(accessEnvironments.socket))

const parse = (text: string | undefined): ClientMessage | undefined => {
  try {
    return ClientMessage.safeParse(JSON.parse(text ?? '')).data
  } catch {
    return undefined
  }
}

type Context = APIGatewayProxyWebsocketEventV2['requestContext'] & { authorizer?: unknown }
type Answer = Promise<APIGatewayProxyResultV2>

export const handler = async ({ requestContext, body }: APIGatewayProxyWebsocketEventV2): Answer => {
  const { routeKey, connectionId } = requestContext
  if (routeKey === '$connect') return await connect(requestContext)
  if (routeKey === '$disconnect') await ports.viewers.disconnect(connectionId)
  else return await hear(connectionId, parse(body))
  return { statusCode: 200 }
}

/** What the authorizer has read off the ticket. */
const connect = async ({ connectionId, authorizer }: Context): Answer => {
  const viewer = Caller.safeParse(authorizer).data
  if (!viewer) return { statusCode: 403 }
  await ports.viewers.connect(connectionId, viewer)
  return { statusCode: 200 }
}

const hear = async (connectionId: string, message: ClientMessage | undefined): Answer => {
  if (!message) return { statusCode: 400, body: 'Not a message that is known here; send subscribe, unsubscribe, active_campaigns or ping.' }
  const viewer = await ports.viewers.viewer(connectionId)
  if (!viewer || !(await maySay(ports)(viewer, message))) {
    await ports.viewers.disconnect(connectionId)
    await ports.cutOff(connectionId)
    return { statusCode: 403 }
  }
  await watch(ports)({ connectionId, viewer }, message)
  return { statusCode: 200 }
}
