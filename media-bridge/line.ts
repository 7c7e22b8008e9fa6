// A WebSocket as a session sees it, narrow enough to be played by a test.
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Timing } from './timing.ts'

export type LineEvents = {
  opened(): void
  text(text: string): void
  /** Of a line that is read in steps: all that has come in one of them is told. */
  stepped?(): void
  /** Not what the protocol allows: binary, too large, not UTF-8. */
  broken(): void
  /** `why`: the reason that there never was a connection. */
  closed(end: LineEnd): void
}

/** `reason`: in the peer's words, which may be anybody's. */
type LineEnd = { code: number; reason: string; why?: string }

export type Line = {
  /** What happened before is told now. */
  attach(events: LineEvents): void
  /** Lost without a word when the line is not open: `closed` tells. */
  send(text: string): void
  /** Whether what comes is told in steps from now on. False: at once, as ever, or this line cannot do it. */
  readInSteps?(isOn: boolean): boolean
  close(code: number, reason?: string): void
  /** Bytes that wait to be sent. */
  backlog(): number
}

/** Whoever answers nothing to two pings is gone, though TCP may take minutes to notice. CloudFront wants a sign of life every 10 min. */
export const PING_MS = 20_000

/** For the closing handshake: longer would be heard by the other side as dead air. */
export const CLOSE_MS = 2_000

/** Deflate costs more CPU than everything else that the bridge does. */
export const SOCKET_OPTIONS = { perMessageDeflate: false, closeTimeout: CLOSE_MS } as const

/** `transport`: what the socket writes to; what is sent in one go is then written in one. */
export const lineOver = (socket: WebSocket, timing: Timing, transport?: Duplex): Line => {
  const gather = transport ? gathering(transport) : () => {}
  let events: LineEvents | undefined
  let end: LineEnd | undefined
  /** Until the socket is open: why it is not. */
  let why: string | undefined = 'no connection'
  let unanswered = 0
  let stopPinging = (): void => {}

  const ping = (): void => {
    if (unanswered === 2) {
      socket.terminate()
      return
    }
    unanswered++
    socket.ping()
    stopPinging = timing.after(PING_MS, ping)
  }
  const opened = (): void => {
    why = undefined
    stopPinging = timing.after(PING_MS, ping)
    // While nobody listens the peer's words wait in TCP.
    if (events) events.opened()
    else socket.pause()
  }

  socket.on('open', opened)
  socket.on('pong', () => {
    unanswered = 0
  })
  socket.on('message', (data, isBinary) => {
    unanswered = 0
    if (isBinary) events?.broken()
    else events?.text(data.toString())
  })
  // `close` always follows; ws has its own codes for a peer that breaks the protocol.
  socket.on('error', (error) => {
    if ('code' in error && String(error.code).startsWith('WS_ERR_')) events?.broken()
    if (why !== undefined) why = reasonOf(error)
  })
  socket.on('close', (code, reason) => {
    stopPinging()
    end = { code, reason: reason.toString(), ...(why === undefined ? {} : { why }) }
    events?.closed(end)
  })
  if (socket.readyState === socket.OPEN) opened()

  return {
    attach(listener) {
      events = listener
      if (end) return listener.closed(end)
      if (socket.readyState === socket.CONNECTING) return
      listener.opened()
      if (socket.isPaused) socket.resume()
    },
    send(text) {
      if (socket.readyState !== socket.OPEN) return
      gather()
      socket.send(text)
    },
    close(code, reason) {
      socket.close(code, reason)
      // A paused socket would never see the peer's answer.
      if (socket.isPaused) socket.resume()
    },
    backlog: () => socket.bufferedAmount,
  }
}

/** A write to a socket costs more than all else that is done for a frame: what follows in the same turn of the event loop goes with it. */
const gathering = (transport: Duplex): (() => void) => {
  let isGathering = false
  const write = (): void => {
    isGathering = false
    transport.uncork()
  }
  return () => {
    if (isGathering) return
    isGathering = true
    transport.cork()
    queueMicrotask(write)
  }
}

/** The line of a peer that left before it was connected. */
export const lostLine: Line = {
  attach: (events) => events.closed({ code: 1006, reason: '' }),
  send: () => {},
  close: () => {},
  backlog: () => 0,
}

/** Never the whole message, which may hold a signed address. */
const reasonOf = (error: Error): string => {
  const status = /server response: (\d{3})/.exec(error.message)?.[1]
  if (status) return `HTTP ${status}`
  return 'code' in error ? String(error.code) : 'no connection'
}
