// An upgrade on its way to a WebSocket: refused with a status, or accepted.
import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocket, WebSocketServer } from 'ws'

export type Upgrade = { request: IncomingMessage; socket: Duplex; head: Buffer }

export const answer = ({ socket }: Pick<Upgrade, 'socket'>, status: number): void => {
  // Node leaves the other half of an upgraded connection open.
  socket.once('finish', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Undefined when the client is gone or does not speak WebSocket. `ws` answers at once. */
export const accept = (sockets: WebSocketServer, { request, socket, head }: Upgrade): WebSocket | undefined => {
  const accepted: WebSocket[] = []
  sockets.handleUpgrade(request, socket, head, (opened) => accepted.push(opened))
  return accepted[0]
}
