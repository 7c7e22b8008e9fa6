// The telephone side of one media stream: sends the caller's frames, plays what comes back, and notes what happened.
import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import { FRAME_MS } from '../simulated/ulaw.ts'
import type { Caller } from './caller.ts'
import { connectErrorOf, STREAM_ERROR } from './errors.ts'
import { type MediaFacts, noFacts, type StreamEnd } from './facts.ts'
import type { Frames } from './frames.ts'
import { createEncoder, readServerMessage, type ServerMessage } from './messages.ts'
import { createOverlaps } from './overlaps.ts'
import { createPlayout, type PlayoutEvents } from './playout.ts'
import { createSocketQueue } from './socket-queue.ts'
import type { Ticker } from './ticker.ts'

export type MediaStreamOptions = {
  socket: { url: URL; host: string; signature: string }
  accountSid: string
  callSid: string
  parameters: Record<string, string>
  caller: Caller
  frames: Frames
  ticker: Ticker
  /** Whether nothing passes between telephone and server at this moment. */
  isStalled: () => boolean
  on: PlayoutEvents & {
    started?: () => void
    agentSpeaks?: () => void
    heard?: (audio: Buffer) => void
    exchanged?: () => void
  }
}

export type MediaStream = {
  streamSid: string
  /** Resolves once, whoever ended the stream. */
  over: Promise<void>
  facts: MediaFacts
  /** The call is over or does something else: says so and hangs up the stream. */
  stop(by: StreamEnd): void
}

const HANDSHAKE_MS = 5_000
/** A server that does not answer our close is left. */
const CLOSE_MS = 2_000
/** Frames that are made up for after the machine was busy; what is older is lost, as on a bad line. */
const MOST_FRAMES_AT_ONCE = 10
/** Our server reads too slowly: about three seconds of frames. */
const MOST_BUFFERED_BYTES = 64 * 1_024

export const openMediaStream = ({
  socket: to,
  accountSid,
  callSid,
  parameters,
  caller,
  frames,
  ticker,
  isStalled,
  on,
}: MediaStreamOptions): MediaStream => {
  const streamSid = `MZ${randomUUID().replaceAll('-', '')}`
  const encode = createEncoder({ accountSid, callSid, streamSid })
  const playout = createPlayout(on)
  const overlaps = createOverlaps(playout)
  const facts = noFacts()
  const socket = new WebSocket(to.url, {
    headers: { host: to.host, 'user-agent': 'TwilioProxy/1.1', 'x-twilio-signature': to.signature },
    handshakeTimeout: HANDSHAKE_MS,
    perMessageDeflate: false,
  })
  const network = createSocketQueue(socket)
  const { promise: over, resolve: end } = Promise.withResolvers<void>()
  let hasOpened = false
  let startedAt = 0
  let frame = 0
  let leaveTicker = () => {}
  let closing: NodeJS.Timeout | undefined

  const fail = (code: number): void => {
    // Twilio names each trouble once in a stream.
    if (!facts.errors.includes(code)) facts.errors.push(code)
  }
  const hasEnded = () => facts.closedFirst !== undefined

  /** Nothing more is sent or played. */
  const settle = (): void => {
    leaveTicker()
    const at = ticker.now() - startedAt
    overlaps.end(at)
    playout.clear(at)
    facts.heard = playout.heard().map(({ fromMs, untilMs }) => ({ fromMs: Math.round(fromMs), untilMs: Math.round(untilMs) }))
    facts.talkedOver = [...overlaps.found]
  }

  const stop = (by: StreamEnd): void => {
    if (hasEnded()) return
    facts.closedFirst = by
    settle()
    if (socket.readyState !== WebSocket.OPEN) {
      socket.terminate()
      return
    }
    network.stall(false)
    socket.send(encode.stop())
    socket.close()
    closing = setTimeout(() => socket.terminate(), CLOSE_MS)
  }

  const echoMarks = (at: number): void => {
    for (const name of playout.due(at)) network.send(encode.mark(name))
  }

  const sendFrame = (timestamp: number, at: number): void => {
    const sound = caller.sound(timestamp, playout.endsAt())
    if (typeof sound === 'object') {
      network.send(encode.dtmf(sound.digit))
      return
    }
    overlaps.sends(sound, at)
    if (sound === undefined) return
    if (network.backlog() > MOST_BUFFERED_BYTES) fail(STREAM_ERROR.slowReader)
    else {
      network.send(encode.media(frames(sound, frame), timestamp))
      facts.framesSent += 1
    }
  }

  const noteExchange = (): void => {
    if (facts.exchanged || !caller.hasExchanged()) return
    facts.exchanged = true
    on.exchanged?.()
  }

  const beat = (now: number): void => {
    const at = now - startedAt
    network.stall(isStalled())
    echoMarks(at)
    const due = Math.floor(at / FRAME_MS)
    frame = Math.max(frame, due - MOST_FRAMES_AT_ONCE)
    for (; frame < due; frame += 1) sendFrame(frame * FRAME_MS, at)
    noteExchange()
  }

  const play = (payload: string, at: number): void => {
    const audio = Buffer.from(payload, 'base64')
    if (audio.length === 0) return
    if (facts.agentBytes === 0) {
      facts.firstAgentAudioMs = Math.round(at)
      on.agentSpeaks?.()
    }
    facts.agentBytes += audio.length
    on.heard?.(audio)
    caller.hears(at)
    if (!playout.play(audio, at)) fail(STREAM_ERROR.full)
  }

  const obey = (message: ServerMessage, at: number): void => {
    if (message.event === 'media') play(message.media.payload, at)
    else if (message.event === 'mark') {
      facts.marks += 1
      playout.mark(message.mark.name, at)
    } else if (playout.clear(at)) facts.interrupted = true
    echoMarks(at)
  }

  /** Twilio cannot go on with a stream that breaks the protocol. */
  const breakOff = (code: number): void => {
    fail(code)
    stop('network')
  }

  socket.on('open', () => {
    hasOpened = true
    startedAt = ticker.now()
    socket.send(encode.connected())
    socket.send(encode.start(parameters))
    leaveTicker = ticker.listen(beat)
    on.started?.()
  })
  socket.on('message', (data, isBinary) => {
    if (hasEnded()) return
    const message = isBinary ? undefined : readServerMessage(data.toString())
    if (message?.streamSid === streamSid) obey(message, ticker.now() - startedAt)
    else breakOff(isBinary ? STREAM_ERROR.malformed : STREAM_ERROR.invalid)
    noteExchange()
  })
  socket.on('error', (error) => {
    if (!hasEnded()) fail(hasOpened ? STREAM_ERROR.protocol : connectErrorOf(error))
  })
  socket.on('close', () => {
    clearTimeout(closing)
    if (!hasEnded()) {
      facts.closedFirst = 'server'
      settle()
    }
    end()
  })
  return { streamSid, over, facts, stop }
}
