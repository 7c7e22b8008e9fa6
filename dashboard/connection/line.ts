// A socket that comes back: a ticket for each opening, deadlines, pings, and a growing wait after each loss.

type Connection = { send(text: string): void; close(): void }
export type OpenSocket = (url: string, on: { open(): void; message(text: string): void; close(): void }) => Connection

export type Timing = {
  now(): number
  /** Runs `fn` once, and returns what cancels it. */
  after(ms: number, fn: () => void): () => void
  /** From 0 to 1. */
  random(): number
}

export type Phase = 'connecting' | 'live' | 'reconnecting'

export type Line = {
  phase(): Phase
  /** When anything was last heard; undefined before the first time. */
  heardAt(): number | undefined
  onPhase(listener: () => void): () => void
  /** Says nothing while the line is down. */
  send(text: string): void
  /** Makes sure now, rather than at the next ping, that the line stands. */
  check(): void
  /** Opens another connection in place of this one: by a new ticket. */
  renew(): void
  close(): void
}

export type LineParts = {
  ticket(): Promise<{ ticket: string; socketUrl: string }>
  openSocket: OpenSocket
  timing: Timing
  /** What is sent to be answered. */
  ping: string
  onOpen(): void
  onText(text: string): void
}

/** API Gateway closes a connection after ten idle minutes. */
const PING_MS = 5 * 60_000
/** For a ticket, for the socket to open, and for the answer to a ping. */
const DEADLINE_MS = 10_000
const BACKOFF_MS = { first: 500, most: 30_000 }

export const createLine = ({ ticket, openSocket, timing, ping, onOpen, onText }: LineParts): Line => {
  const listeners = new Set<() => void>()
  let phase: Phase = 'connecting'
  let heardAt: number | undefined
  let connection: Connection | undefined
  let losses = 0
  /** Of the present connection: what an earlier one still says is not for us. */
  let generation = 0
  let cancelTimer = () => {}
  let cancelDeadline = () => {}

  const enter = (next: Phase): void => {
    phase = next
    for (const listener of listeners) listener()
  }
  const heard = (): void => {
    heardAt = timing.now()
    cancelDeadline()
  }
  const check = (): void => {
    cancelTimer()
    cancelTimer = timing.after(PING_MS, check)
    cancelDeadline()
    cancelDeadline = timing.after(DEADLINE_MS, lose)
    connection?.send(ping)
  }
  const disconnect = (): void => {
    generation += 1
    cancelTimer()
    cancelDeadline()
    connection?.close()
    connection = undefined
  }

  function lose(): void {
    disconnect()
    const wait = Math.min(BACKOFF_MS.most, BACKOFF_MS.first * 2 ** losses)
    losses += 1
    // Half of it by chance, so that a thousand pages do not come back at once.
    cancelTimer = timing.after(wait * (0.5 + timing.random() / 2), connect)
    enter('reconnecting')
  }

  function connect(): void {
    disconnect()
    const mine = generation
    const isMine = (): boolean => mine === generation
    cancelDeadline = timing.after(DEADLINE_MS, lose)
    const on = {
      open: () => {
        if (!isMine()) return
        heard()
        losses = 0
        cancelTimer = timing.after(PING_MS, check)
        enter('live')
        onOpen()
      },
      message: (text: string) => {
        if (!isMine()) return
        heard()
        onText(text)
      },
      close: () => {
        if (isMine()) lose()
      },
    }
    ticket().then(
      (given) => {
        if (isMine()) connection = openSocket(`${given.socketUrl}?ticket=${encodeURIComponent(given.ticket)}`, on)
      },
      // Why there is no ticket does not matter here: the line is down, and is tried again.
      on.close,
    )
  }

  connect()
  return {
    phase: () => phase,
    heardAt: () => heardAt,
    onPhase: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    send: (text) => {
      if (phase === 'live') connection?.send(text)
    },
    check: () => (phase === 'live' ? check() : connect()),
    renew: connect,
    close: disconnect,
  }
}
