// The opening handshake of a WebSocket, both halves: https://www.rfc-editor.org/rfc/rfc6455#section-4. Neither extensions nor protocols.
import { createHash, randomBytes } from 'node:crypto'
import { request as askHttp, type IncomingMessage } from 'node:http'
import { request as askHttps } from 'node:https'
import type { Duplex } from 'node:stream'
import type { Timing } from '../timing.ts'
import type { Upgrade } from '../upgrade.ts'

const VERSION = '13'
const KEY = /^[+/0-9A-Za-z]{22}==$/
/** Of the protocol: proves that the server knows it. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

const acceptanceOf = (key: string): string => createHash('sha1').update(`${key}${GUID}`).digest('base64')
const isToWebSocket = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === 'websocket'

/** False when the client is gone, or does not speak WebSocket, which it is told. */
export const welcome = ({ request, socket }: Upgrade, refuse: (status: number) => void): boolean => {
  if (!socket.readable || !socket.writable) {
    socket.destroy()
    return false
  }
  const { method, headers } = request
  const key = headers['sec-websocket-key'] ?? ''
  if (method !== 'GET' || !isToWebSocket(request) || headers['sec-websocket-version'] !== VERSION || !KEY.test(key)) {
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

type Parts = {
  url: string
  /** For the whole of it. */
  withinMs: number
  timing: Timing
  opened(connection: { socket: Duplex; head: Buffer }): void
  /** `why`: never the address, which may be signed. */
  failed(why: string): void
}

/** The result gives it up. */
export const connect = ({ url, withinMs, timing, opened, failed }: Parts): (() => void) => {
  const address = new URL(url)
  const isSecure = address.protocol === 'wss:'
  address.protocol = isSecure ? 'https:' : 'http:'
  const key = randomBytes(16).toString('base64')
  const asking = (isSecure ? askHttps : askHttp)(address, {
    agent: false,
    headers: { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': VERSION, 'Sec-WebSocket-Key': key },
  })
  let isOver = false
  const finish = (tell: () => void): void => {
    if (isOver) return
    isOver = true
    cancel()
    tell()
  }
  const giveUp = (why: string): void =>
    finish(() => {
      asking.destroy()
      failed(why)
    })
  const cancel = timing.after(withinMs, () => giveUp('no answer in time'))

  asking.on('upgrade', (response, socket, head) => {
    const { headers } = response
    const isAccepted = isToWebSocket(response) && headers['sec-websocket-accept'] === acceptanceOf(key)
    if (isAccepted && headers['sec-websocket-extensions'] === undefined && headers['sec-websocket-protocol'] === undefined) {
      socket.setTimeout(0)
      socket.setNoDelay()
      return finish(() => opened({ socket, head }))
    }
    socket.destroy()
    giveUp('no WebSocket')
  })
  asking.on('response', ({ statusCode }) => giveUp(`HTTP ${statusCode}`))
  asking.on('error', (error) => giveUp('code' in error ? String(error.code) : 'no connection'))
  asking.end()
  return () => giveUp('no connection')
}
