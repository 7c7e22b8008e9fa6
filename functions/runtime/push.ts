// Messages to the dashboard's WebSockets, through API Gateway.
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi'
import type { CutOff, Push } from '#app/ports/viewers.ts'

/** `socketUrl`: the viewers' address with its stage, wss://host/stage. */
const connectionsOf = (socketUrl: string) => new ApiGatewayManagementApiClient({ endpoint: socketUrl.replace(/^ws/, 'http') })

export const cutOffOver = (socketUrl: string): CutOff => {
  const client = connectionsOf(socketUrl)
  return async (ConnectionId) => {
    try {
      await client.send(new DeleteConnectionCommand({ ConnectionId }))
    } catch (error) {
      if (!(error instanceof GoneException)) throw error
    }
  }
}

export const pushOver = (socketUrl: string): Push => {
  const client = connectionsOf(socketUrl)
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
