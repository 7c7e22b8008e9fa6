// The opening handshake of a WebSocket, the client's half: https://www.rfc-editor.org/rfc/rfc6455#section-4.1. Neither extensions nor protocols.
import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import type { Timing } from '../timing.ts'
import { acceptanceOf, VERSION } from './handshake.ts'
import { openSocket } from './own-socket.ts'
import type { Source } from './source.ts'

type Parts = {
  url: string
  /** For the whole of it. */
  withinMs: number
  timing: Timing
  /** `head`: what came behind the handshake. */
  opened(connection: { socket: Socket; source: Source; head: Buffer }): void
  /** `why`: never the address, which may be signed. */
  failed(why: string): void
}

/** As much as Node's own client takes. */
const MAX_HEAD = 16 * 1024
const END = '\r\n\r\n'

/** The result gives it up. */
export const connect = ({ url, withinMs, timing, opened, failed }: Parts): (() => void) => {
  const address = new URL(url)
  const key = randomBytes(16).toString('base64')
  const { socket, source } = openSocket(address)
  let isOver = false
  const finish = (tell: () => void): void => {
    if (isOver) return
    isOver = true
    cancel()
    tell()
  }
  const giveUp = (why: string): void =>
    finish(() => {
      socket.destroy()
      failed(why)
    })
  const cancel = timing.after(withinMs, () => giveUp('no answer in time'))

  let answer = Buffer.alloc(0)
  let end = -1
  const conclude = (): void => {
    const refusal = refusalIn(answer.toString('latin1', 0, end), key)
    if (refusal === undefined) finish(() => opened({ socket, source, head: answer.subarray(end + END.length) }))
    else giveUp(refusal)
  }
  const reading = source((chunk) => {
    answer = Buffer.concat([answer, chunk])
    // The agent's first words may have come in the same read.
    if (end !== -1) return
    end = answer.indexOf(END)
    if (end !== -1) reading.rest(conclude)
    else if (answer.length > MAX_HEAD) giveUp('no WebSocket')
  })
  socket.on('error', (error) => giveUp('code' in error ? String(error.code) : 'no connection'))
  socket.on('close', () => giveUp('no connection'))
  socket.write(
    [
      `GET ${address.pathname}${address.search} HTTP/1.1`,
      ...[`Host: ${address.host}`, 'Connection: Upgrade', 'Upgrade: websocket'],
      ...[`Sec-WebSocket-Version: ${VERSION}`, `Sec-WebSocket-Key: ${key}`],
      '\r\n',
    ].join('\r\n'),
  )
  return () => giveUp('no connection')
}

/** Why this is not the answer of a server that speaks WebSocket with us; undefined: it is. */
const refusalIn = (head: string, key: string): string | undefined => {
  const [first = '', ...lines] = head.split('\r\n')
  const status = /^HTTP\/1\.1 (\d{3})\b/.exec(first)?.[1]
  if (status === undefined) return 'no HTTP'
  if (status !== '101') return `HTTP ${status}`
  const headers = new Map(lines.map(fieldOf))
  const isAccepted = headers.get('upgrade')?.toLowerCase() === 'websocket' && headers.get('sec-websocket-accept') === acceptanceOf(key)
  // We have asked for neither.
  const isPlain = !headers.has('sec-websocket-extensions') && !headers.has('sec-websocket-protocol')
  return isAccepted && isPlain ? undefined : 'no WebSocket'
}

const fieldOf = (line: string): [string, string] => {
  const colon = line.indexOf(':')
  return [line.slice(0, Math.max(0, colon)).toLowerCase(), line.slice(colon + 1).trim()]
}
