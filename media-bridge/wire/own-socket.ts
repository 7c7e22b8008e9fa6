// A connection that we open ourselves, whose bytes Node puts into memory of ours: without a stream's buffers, and stopped by a word.
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Source } from './source.ts'

/** One for all connections: each reads into it and has told what it read before the next one does. Longer reads come in pieces. */
const BUFFER = Buffer.allocUnsafeSlow(64 * 1024)

export type OwnSocket = {
  socket: Socket
  /** Begins to read, or goes on with another listener. A chunk is good until `onData` returns. */
  source: Source
}

/** `address`: of ws: or wss:. */
export const openSocket = (address: URL): OwnSocket => {
  let listen: (chunk: Buffer) => void = () => {}
  let isResting = false
  const isSecure = address.protocol === 'wss:'
  // Literal addresses of IPv6 stand in brackets.
  const host = address.hostname.replace(/^\[(.*)\]$/, '$1')
  const options = {
    ...{ host, port: Number(address.port || (isSecure ? 443 : 80)), noDelay: true },
    onread: {
      buffer: BUFFER,
      callback(length: number): boolean {
        listen(BUFFER.subarray(0, length))
        // Stops the reading.
        return !isResting
      },
    },
  }
  const names = isIP(host) === 0 ? { servername: host } : {}
  const socket = isSecure ? connectTls({ ...options, ...names, ALPNProtocols: ['http/1.1'] }) : connectTcp(options)

  const goOn = (): void => {
    isResting = false
    socket.resume()
  }
  return {
    socket,
    source(onData) {
      listen = onData
      goOn()
      return {
        // TLS tells the records of one read one by one.
        rest(told) {
          isResting = true
          // biome-ignore lint/style/noRestrictedGlobals: the end of this turn of the event loop, which is no time that a clock could tell
          setImmediate(told)
        },
        goOn,
      }
    },
  }
}
