// The opening handshake of a WebSocket, the server's half: https://www.rfc-editor.org/rfc/rfc6455#section-4.2. Neither extensions nor protocols.
import { createHash } from 'node:crypto'
import type { Upgrade } from '../upgrade.ts'

export const VERSION = '13'
const KEY = /^[+/0-9A-Za-z]{22}==$/
/** Of the protocol: proves that the server knows it. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

export const acceptanceOf = (key: string): string => createHash('sha1').update(`${key}${GUID}`).digest('base64')

/** False when the client is gone, or does not speak WebSocket, which it is told. */
export const welcome = ({ request, socket }: Upgrade, refuse: (status: number) => void): boolean => {
  if (!socket.readable || !socket.writable) {
    socket.destroy()
    return false
  }
  const { method, headers } = request
  const key = headers['sec-websocket-key'] ?? ''
  const isWebSocket = headers.upgrade?.toLowerCase() === 'websocket' && headers['sec-websocket-version'] === VERSION
  if (method !== 'GET' || !isWebSocket || !KEY.test(key)) {
    refuse(400)
    return false
  }
  const lines = [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${acceptanceOf(key)}`,
  ]
  socket.write([...lines, '\r\n'].join('\r\n'))
  return true
}
