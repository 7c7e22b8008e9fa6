// The line over a WebSocket of our own: it can be read in steps, and all that is said in one go is one write.
import type { Duplex } from 'node:stream'
import { CLOSE_MS, type Line, type LineEvents, PING_MS } from '../line.ts'
import type { Timing } from '../timing.ts'
import { frameReader } from './frame-reader.ts'
import { frameWriter, type Side } from './frame-writer.ts'
import { type Pausable, readPausably } from './pausable.ts'
import type { Steps } from './steps.ts'

type Parts = {
  /** After the handshake, and what had come behind that. */
  socket: Duplex
  head: Buffer
  /** Which of the two is the peer. */
  peer: Side
  /** Bytes of a message. */
  maxLength: number
  /** Absent: it is read as it comes. */
  steps?: Steps | undefined
  timing: Timing
}

export const wireLine = ({ socket, head, peer, maxLength, steps, timing }: Parts): Line => {
  const frames = frameWriter(peer === 'client' ? 'server' : 'client')
  const place = steps?.place() ?? 0
  let state: 'open' | 'closing' | 'closed' = 'open'
  let events: LineEvents | undefined
  let end = { code: 1006, reason: '' }
  let reading: Pausable | undefined
  let isStepping = false
  let unanswered = 0
  let waiting: string[] | undefined

  const ping = (): void => {
    if (unanswered++ === 2) return void socket.destroy()
    write(frames.control('ping'))
    stopTimer = timing.after(PING_MS, ping)
  }
  let stopTimer = timing.after(PING_MS, ping)

  const flush = (): void => {
    const texts = waiting
    waiting = undefined
    if (texts && socket.writable) socket.write(frames.texts(texts))
  }
  const write = (bytes: Buffer): void => {
    flush()
    if (socket.writable) socket.write(bytes)
  }
  const close = (code?: number, reason?: string): void => {
    if (state !== 'open') return
    write(frames.close(code, reason))
    state = 'closing'
    stopTimer()
    stopTimer = timing.after(CLOSE_MS, () => socket.destroy())
    // The peer's answer is awaited.
    isStepping = false
    read()
  }

  const reader = frameReader({
    from: peer,
    maxLength,
    events: {
      text: (text) => state === 'open' && events?.text(text),
      binary: () => state === 'open' && events?.broken(),
      ping: (payload) => state === 'open' && write(frames.control('pong', payload)),
      pong: () => {},
      closed(code, reason) {
        end = { code, reason }
        close(code === 1005 ? undefined : code)
        socket.end()
      },
      broken(code) {
        close(code)
        socket.end()
        events?.broken()
      },
    },
  })
  const take = (chunk: Buffer): void => {
    unanswered = 0
    reader.push(chunk)
    if (!isStepping || state !== 'open') return
    events?.stepped?.()
    reading?.rest()
    steps?.wait(place, read)
  }
  /** Goes on where it rests. */
  const read = (): void => {
    if (reading) {
      reading.goOn()
      return
    }
    reading = readPausably(socket, take)
    if (head.length > 0) take(head)
  }

  // `close` always follows.
  socket.on('error', () => socket.destroy())
  socket.on('end', () => socket.end())
  socket.on('close', () => {
    state = 'closed'
    stopTimer()
    events?.closed(end)
  })

  return {
    attach(listener) {
      events = listener
      if (socket.destroyed) return listener.closed(end)
      listener.opened()
      read()
    },
    readInSteps() {
      isStepping = steps !== undefined
      return isStepping
    },
    send(text) {
      if (state !== 'open') return
      if (waiting) waiting.push(text)
      else {
        waiting = [text]
        queueMicrotask(flush)
      }
    },
    close,
    get backlog() {
      return socket.writableLength
    },
  }
}
