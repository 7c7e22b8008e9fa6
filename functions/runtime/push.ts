// Messages to the dashboard's WebSockets, through API Gateway.
import { ApiGatewayManagementApiClient, GoneException, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi'
import type { Push } from '#app/ports.ts'

/** `socketUrl`: the viewers' address with its stage, wss://host/stage. */
export const pushOver = (socketUrl: string): Push => {
  const client = new ApiGatewayManagementApiClient({ endpoint: socketUrl.replace(/^ws/, 'http') })
  return async (ConnectionId, event) => {
    try {
      await client.send(new PostToConnectionCommand({ ConnectionId, Data: Buffer.from(JSON.stringify(event)) }))
      return true
    } catch (error) {
      if (error instanceof GoneException) return false
      throw error
    }
  }
}
