// The dashboard's WebSocket: connect, disconnect, and what viewers send.
import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda'
import { watch } from '#app/watch.ts'
import { ClientMessage } from '#contract/events.ts'
import { environments, readEnvironment } from '#env'
import { live } from '#runtime/live.ts'

const ports = live(() => readEnvironment(environments.socket))

const parse = (text: string | undefined): ClientMessage | undefined => {
  try {
    return ClientMessage.safeParse(JSON.parse(text ?? '')).data
  } catch {
    return undefined
  }
}

export const handler = async ({ requestContext, body }: APIGatewayProxyWebsocketEventV2): Promise<APIGatewayProxyResultV2> => {
  const { routeKey, connectionId } = requestContext
  if (routeKey === '$connect') await ports.viewers.connect(connectionId)
  else if (routeKey === '$disconnect') await ports.viewers.disconnect(connectionId)
  else {
    const message = parse(body)
    if (!message)
      return { statusCode: 400, body: 'Not a message that is known here; send subscribe, unsubscribe, active_campaigns or ping.' }
    await watch(ports)(connectionId, message)
  }
  return { statusCode: 200 }
}
