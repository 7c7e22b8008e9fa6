// The network between telephone and server: while it stalls, nothing passes either way, and afterwards everything does, in its order.
import type { WebSocket } from 'ws'

export type SocketQueue = {
  send(text: string): void
  /** Says whether the network stalls at this moment. */
  stall(isStalled: boolean): void
  /** Bytes that the server has not taken. */
  backlog(): number
}

export const createSocketQueue = (socket: Pick<WebSocket, 'send' | 'pause' | 'resume' | 'bufferedAmount'>): SocketQueue => {
  let waiting: string[] | undefined

  return {
    backlog: () => socket.bufferedAmount,
    send(text) {
      if (waiting) waiting.push(text)
      else socket.send(text)
    },
    stall(isStalled) {
      if (isStalled === (waiting !== undefined)) return
      if (isStalled) {
        waiting = []
        socket.pause()
      } else {
        const texts = waiting ?? []
        waiting = undefined
        for (const text of texts) socket.send(text)
        socket.resume()
      }
    },
  }
}
