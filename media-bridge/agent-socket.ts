// Opens the connection to the agent: its address first, then the socket; whoever waits for it gets a line at once.
import { WebSocket } from 'ws'
import { type Line, lineOver, SOCKET_OPTIONS } from './line.ts'
import { errorFields, type Log } from './log.ts'
import type { Timing } from './timing.ts'

const OPTIONS = {
  ...SOCKET_OPTIONS,
  handshakeTimeout: 5_000,
  // What ElevenLabs' own Python client allows: audio comes in chunks of any length.
  maxPayload: 16 * 1024 * 1024,
}

type Parts = { address: () => Promise<string>; timing: Timing; log: Log }

export const openAgent = ({ address, timing, log }: Parts): Line => {
  let line: Line | undefined
  let isClosed = false
  const opening = address()
    .then((url) => {
      // Closed before there was anything to close: no conversation is begun.
      if (isClosed) return undefined
      line = lineOver(new WebSocket(url, OPTIONS), timing)
      return line
    })
    .catch((error: unknown) => {
      log('WARN', 'agent.no-address', errorFields(error))
      return undefined
    })
  return {
    attach(events) {
      void opening.then((opened) => (opened ? opened.attach(events) : events.closed({ code: 1006, reason: '', why: 'no address' })))
    },
    send: (text) => line?.send(text),
    close(code, reason) {
      isClosed = true
      line?.close(code, reason)
    },
    get backlog() {
      return line?.backlog ?? 0
    },
  }
}
