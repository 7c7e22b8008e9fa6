// The line over a WebSocket of our own: it can be read in steps, and all that is said in one go is one write.
import type { Duplex } from 'node:stream'
import { CLOSE_MS, type Line, type LineEvents, PING_MS } from '../line.ts'
import type { Timing } from '../timing.ts'
import { frameReader } from './frame-reader.ts'
import { frameWriter, type Side } from './frame-writer.ts'
import { readPausably } from './pausable.ts'
import type { Reading, Source } from './source.ts'
import type { Steps } from './steps.ts'

type Parts = {
  /** After the handshake, and what had come behind that. */
  socket: Duplex
  head: Buffer
  /** Absent: the socket's own. */
  source?: Source
  /** Which of the two is the peer. */
  peer: Side
  /** Bytes of a message. */
  maxLength: number
  /** Absent: it is read as it comes. */
  steps?: Steps | undefined
  timing: Timing
}

export const wireLine = ({ socket, head, source = readPausably(socket), peer, maxLength, steps, timing }: Parts): Line => {
  const frames = frameWriter(peer === 'client' ? 'server' : 'client')
  const place = steps?.place() ?? 0
  let state: 'open' | 'closing' | 'closed' = 'open'
  let events: LineEvents | undefined
  let end = { code: 1006, reason: '' }
  let reading: Reading | undefined
  let isStepping = false
  let isResting = false
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
    goOn()
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
    if (!isStepping || isResting || state !== 'open') return
    isResting = true
    steps?.wait(place, goOn)
    reading?.rest(stepped)
  }
  const stepped = (): void => {
    if (state === 'open') events?.stepped?.()
  }
  const goOn = (): void => {
    if (!isResting) return
    isResting = false
    reading?.goOn()
  }
  const read = (): void => {
    if (reading) return
    reading = source(take)
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
    readInSteps(isOn) {
      isStepping = isOn && steps !== undefined
      if (!isStepping) goOn()
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
    backlog: () => socket.writableLength,
  }
}
