// Admits WebSockets with a valid signature and holds the conversations on them.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { SystemClock } from '../clock/clock.ts'
import { seeded } from '../simulated/seeded.ts'
import { AGENT_PITCH_HZ, makeVoice } from '../simulated/voice.ts'
import type { AgentSettings } from './agent-settings.ts'
import { type Conversation, createConversation } from './conversation.ts'
import { type ConversationRecord, newRecord } from './conversation-record.ts'
import type { AgentFaults } from './faults.ts'
import type { RegisteredCalls, Registration } from './registered-calls.ts'
import type { SignedUrls } from './signed-urls.ts'
import { createSpeech } from './speech.ts'
import { createTelephone } from './telephone.ts'
import type { AgentSocket } from './wire.ts'

export type ConversationServerOptions = {
  clock: SystemClock
  agentId: string
  seed: number
  agent: AgentSettings
  /** Conversations at the same time; more are refused. */
  concurrencyLimit: number
  faults: AgentFaults
  signedUrls: SignedUrls
  registeredCalls: RegisteredCalls
  isSample: () => boolean
  log: (line: string) => void
  onEnded: (record: ConversationRecord) => void
  onHeard: ((audio: Buffer, ordinal: number) => void) | undefined
  onSaid: ((audio: Buffer, ordinal: number) => void) | undefined
}

export const newConversationId = (): string => `conv_${randomBytes(14).toString('hex')}`

const PATH = '/v1/convai/conversation'
/** As the Python SDK allows. */
const LARGEST_MESSAGE = 16 * 1024 * 1024
const BEAT_MS = 1_000

const STATUS_TEXT: Record<number, string> = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 429: 'Too Many Requests' }

const refuse = (socket: Duplex, status: number): void => {
  socket.end(`HTTP/1.1 ${status} ${STATUS_TEXT[status] ?? 'Refused'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** `registration`: the call comes straight from Twilio. */
type Admitted = { id: string; registration?: Registration }

const socketOf = (socket: WebSocket): AgentSocket => ({
  send: (data) => socket.send(data),
  close: (code, reason) => socket.close(code, reason),
  reset: () => socket.terminate(),
  pause: () => socket.pause(),
  resume: () => socket.resume(),
})

export const createConversationServer = (options: ConversationServerOptions) => {
  const { clock, agentId, seed, agent, concurrencyLimit, faults, signedUrls, registeredCalls, isSample, log, onEnded, onHeard, onSaid } =
    options
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: LARGEST_MESSAGE })
  const records: ConversationRecord[] = []
  const live = new Set<Conversation>()
  const speech = createSpeech(makeVoice(AGENT_PITCH_HZ))
  let upgrades = 0
  const heart = setInterval(() => {
    for (const conversation of live) conversation.beat(clock.machine())
  }, BEAT_MS)
  heart.unref()

  const hold = (socket: WebSocket, { id, registration }: Admitted): void => {
    const record = newRecord(id, clock.now())
    const ordinal = records.push(record) - 1
    const under = socketOf(socket)
    const tell = (message: object): void => conversation.receive(JSON.stringify(message))
    const telephone = registration && createTelephone({ registration, under, answer: tell })
    const conversation = createConversation({
      socket: telephone?.socket ?? under,
      now: clock.machine,
      after: clock.afterMachine,
      agent,
      speech,
      isSample: isSample(),
      random: seeded(seed, 'conversation', ordinal),
      fault: faults.conversation?.(ordinal),
      record,
      campaignNow: clock.now,
      onHeard: (audio) => onHeard?.(audio, ordinal),
      onSaid: (audio) => onSaid?.(audio, ordinal),
    })
    live.add(conversation)
    socket.on('message', (data, isBinary) => {
      const text = isBinary ? '' : data.toString()
      if (!telephone) return conversation.receive(text)
      const message = telephone.hear(text)
      if (message) tell(message)
    })
    socket.on('error', (error) => log(`conversation ${id}: ${error.message}`))
    socket.on('close', (code) => {
      live.delete(conversation)
      conversation.ended(code)
      onEnded(record)
      if (record.error) log(`conversation ${id} failed: ${record.error}`)
    })
  }

  const admit = (url: URL): { status: number } | Admitted => {
    const registration = registeredCalls.take(url.pathname)
    if (registration) return live.size >= concurrencyLimit ? { status: 429 } : { id: newConversationId(), registration }
    if (url.pathname !== PATH) return { status: 404 }
    const pass = signedUrls.admit(url.searchParams.get('conversation_signature') ?? '')
    if (!pass || url.searchParams.get('agent_id') !== agentId) return { status: 403 }
    return live.size >= concurrencyLimit ? { status: 429 } : { id: pass.conversationId ?? newConversationId() }
  }

  return {
    records,
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      const trouble = faults.upgrade?.(upgrades++)
      if (trouble === 'hang') return
      const admitted = trouble ?? admit(new URL(request.url ?? '/', 'http://localhost'))
      if ('status' in admitted) refuse(socket, admitted.status)
      else sockets.handleUpgrade(request, socket, head, (opened) => hold(opened, admitted))
    },
    close(): void {
      clearInterval(heart)
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}
