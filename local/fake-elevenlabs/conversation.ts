// One conversation over a WebSocket: what is expected when, what is refused, and the talk in between.
import { between } from '../simulated/seeded.ts'
import { type AgentMessage, CLOSE_CODE, encode, errorMessage } from './agent-messages.ts'
import type { AgentSettings } from './agent-settings.ts'
import { type ClientMessage, type Initiation, readClientMessage } from './client-messages.ts'
import type { ConversationRecord } from './conversation-record.ts'
import type { ConversationFault } from './faults.ts'
import { readInitiation } from './initiation.ts'
import type { Speech } from './speech.ts'
import { createTalk, type Talk } from './talk.ts'

export type Conversation = {
  receive(text: string): void
  /** Called about once a second with machine time. */
  beat(now: number): void
  ended(code: number): void
}

export type ConversationOptions = {
  socket: { send(text: string): void; close(code: number, reason: string): void; reset(): void }
  /** Machine time. */
  now: () => number
  after: (ms: number, fn: () => void) => () => void
  agent: AgentSettings
  speech: Speech
  isSample: boolean
  random: () => number
  fault: ConversationFault | undefined
  record: ConversationRecord
  /** Campaign time. */
  campaignNow: () => number
}

const PING_EVERY_MS = 2_000
/** Without input for so long the platform gives up: `transport_receive_timeout`. */
const LONGEST_SILENCE_MS = 60_000

export const createConversation = (options: ConversationOptions): Conversation => {
  const { socket, now, agent, isSample, random, fault, record, campaignNow } = options
  const sent = new Map<number, number>()
  let pings = 0
  let pingedAt = 0
  let heardAt = now()
  let talk: Talk | undefined
  let isStalled = false

  const send = (message: AgentMessage): void => {
    if (isStalled || (message.type !== 'error' && !agent.clientEvents.includes(message.type))) return
    socket.send(encode(message, random))
    if (message.type === 'audio' && fault) suffer(fault)
  }

  const close = (by: 'agent' | 'error', code: number, reason: string): void => {
    record.closedBy ??= by
    talk?.stop()
    socket.close(code, reason)
  }

  const suffer = (trouble: ConversationFault): void => {
    if (trouble === 'stall') isStalled = true
    else if (trouble === 'reset') socket.reset()
    else close('error', trouble.close, 'simulated fault')
  }

  const refuse = (type: keyof typeof CLOSE_CODE, why: string): void => {
    record.error = `${type}: ${why}`
    send(errorMessage(type, why))
    // A close frame has room for 123 bytes of reason.
    close('error', CLOSE_CODE[type], why.slice(0, 100))
  }

  const ping = (): void => {
    pingedAt = now()
    const latency = record.pongs.at(-1)?.latencyMs ?? null
    sent.set(pings, pingedAt)
    send({ type: 'ping', ping_event: { event_id: pings, ping_ms: latency } })
    pings += 1
  }

  const begin = (initiation: Initiation): void => {
    const brief = readInitiation(initiation, agent)
    if ('refused' in brief) {
      refuse(brief.refused, brief.why)
      return
    }
    Object.assign(record, brief)
    send({
      type: 'conversation_initiation_metadata',
      conversation_initiation_metadata_event: {
        conversation_id: record.id,
        agent_output_audio_format: agent.audioFormat,
        user_input_audio_format: agent.audioFormat,
      },
    })
    ping()
    talk = createTalk({
      ...options,
      send,
      endsAfterReplies: agent.endsAfterReplies ?? (isSample ? undefined : Math.round(between(random, 3, 6))),
      endCall: () => close('agent', 1000, 'Call ended by agent'),
      write: (role, message) =>
        record.transcript.push({ role, message, atSeconds: Math.round((campaignNow() - record.startedAt) / 1_000) }),
    })
    talk.begin(brief.firstMessage)
  }

  const takePong = (eventId: number): void => {
    const at = sent.get(eventId)
    if (at === undefined) refuse('invalid_message', `Pong for event ${eventId}, which was not sent or was answered before`)
    else record.pongs.push({ eventId, latencyMs: now() - at })
    sent.delete(eventId)
  }

  const obey = (message: ClientMessage, current: Talk): void => {
    if (message.type === 'audio') {
      const audio = Buffer.from(message.user_audio_chunk, 'base64')
      record.bytesIn += audio.length
      current.hear(audio)
    } else if (message.type === 'pong') takePong(message.event_id)
    else if (message.type === 'user_message') current.isTold(message.text ?? '')
    else if (message.type === 'conversation_initiation_client_data') refuse('invalid_message', 'The conversation has already begun')
  }

  return {
    receive(text) {
      if (record.closedBy !== undefined) return
      heardAt = now()
      const read = readClientMessage(text)
      if ('problem' in read) refuse('invalid_message', read.problem)
      else if (talk) obey(read.message, talk)
      else if (read.message.type === 'conversation_initiation_client_data') begin(read.message)
      else refuse('invalid_message', 'The first message must be conversation_initiation_client_data')
    },
    beat(at) {
      if (at - heardAt >= LONGEST_SILENCE_MS) refuse('transport_receive_timeout', 'No user input for 60 seconds')
      else if (talk && at - pingedAt >= PING_EVERY_MS) ping()
    },
    ended(code) {
      talk?.stop()
      record.closedBy ??= 'client'
      record.closeCode = code
      record.endedAt = campaignNow()
    },
  }
}
