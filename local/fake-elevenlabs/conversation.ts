// One conversation over a WebSocket: what is expected when, what is refused, and the talk in between.
import { between } from '../simulated/seeded.ts'
import type { AgentSettings } from './agent-settings.ts'
import { type ClientMessage, type Initiation, readClientMessage } from './client-messages.ts'
import type { ConversationRecord } from './conversation-record.ts'
import { CLOSE_CODE, type ErrorType, errorMessage } from './errors.ts'
import type { ConversationFault } from './faults.ts'
import { readInitiation } from './initiation.ts'
import { createPulse } from './pulse.ts'
import type { Speech } from './speech.ts'
import { createTalk, type Talk } from './talk.ts'
import { type AgentSocket, createWire } from './wire.ts'

export type Conversation = {
  receive(text: string): void
  /** Called about once a second with machine time. */
  beat(now: number): void
  ended(code: number): void
}

export type ConversationOptions = {
  socket: AgentSocket
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
  /** Each piece of the caller's audio as it arrives. */
  onHeard?: (audio: Buffer) => void
  /** Each piece of the agent's own audio as it is sent. */
  onSaid?: (audio: Buffer) => void
}

export const createConversation = (options: ConversationOptions): Conversation => {
  const { now, agent, isSample, random, record, campaignNow, onHeard = () => {} } = options
  const wire = createWire({ ...options, types: agent.clientEvents, broken: (why) => fail(why) })
  const { send } = wire
  const pulse = createPulse({ send, now, record })
  let talk: Talk | undefined

  const fail = (why: string): void => {
    record.error ??= why
    record.closedBy ??= 'error'
    talk?.stop()
  }

  const refuse = (type: ErrorType, why: string): void => {
    fail(`${type}: ${why}`)
    send(errorMessage(type, why))
    // A close frame has room for 123 bytes of reason.
    wire.close(CLOSE_CODE[type], why.slice(0, 100))
  }

  const endCall = (): void => {
    record.closedBy ??= 'agent'
    talk?.stop()
    wire.close(1000, 'Call ended by agent')
  }

  const begin = (initiation: Initiation): void => {
    record.initiation = initiation
    const brief = readInitiation(initiation, agent)
    if ('refused' in brief) {
      refuse(brief.refused, brief.why)
      return
    }
    Object.assign(record, brief)
    const { client_events: only, text_only: isTextOnly = false } = initiation.conversation_config_override?.conversation ?? {}
    if (only) wire.only(only)
    wire.reaches('initiation')
    send({
      type: 'conversation_initiation_metadata',
      conversation_initiation_metadata_event: {
        conversation_id: record.id,
        agent_output_audio_format: agent.audioFormat,
        user_input_audio_format: agent.inputFormat ?? agent.audioFormat,
      },
    })
    pulse.ping()
    send({ type: 'agent_mood', agent_mood_event: { mood: 'cheerful', event_id: 0 } })
    talk = createTalk({
      ...options,
      ...agent,
      send,
      isTextOnly,
      endsAfterReplies: agent.endsAfterReplies ?? (isSample ? undefined : Math.round(between(random, 3, 6))),
      endCall,
      write: (role, message) =>
        record.transcript.push({ role, message, atSeconds: Math.round((campaignNow() - record.startedAt) / 1_000) }),
    })
    if (record.closedBy === undefined) talk.begin(brief.firstMessage)
  }

  const hear = (base64: string, current: Talk): void => {
    const audio = Buffer.from(base64, 'base64')
    record.bytesIn += audio.length
    onHeard(audio)
    current.hear(audio)
  }

  const obey = (message: ClientMessage, current: Talk): void => {
    if (message.type === 'audio') hear(message.user_audio_chunk, current)
    else if (message.type === 'pong') {
      if (!pulse.pong(message.event_id)) refuse('invalid_message', `Pong for event ${message.event_id}, which waits for none`)
    } else if (message.type === 'user_message') current.isTold(message.text ?? '')
    else if (message.type === 'contextual_update') record.told.push(message.text)
    else if (message.type === 'client_tool_result') {
      current.toolAnswered(message.tool_call_id, { result: message.result, isError: message.is_error })
    } else if (message.type === 'conversation_initiation_client_data') refuse('invalid_message', 'The conversation has already begun')
  }

  wire.reaches('open')

  return {
    receive(text) {
      if (record.closedBy !== undefined) return
      pulse.heard()
      const read = readClientMessage(text)
      if ('problem' in read) refuse('invalid_message', read.problem)
      else if (talk) obey(read.message, talk)
      else if (read.message.type === 'conversation_initiation_client_data') begin(read.message)
      else refuse('invalid_message', 'The first message must be conversation_initiation_client_data')
    },
    beat(at) {
      if (record.closedBy !== undefined) return
      if (pulse.isLost(at)) refuse('transport_receive_timeout', 'No user input for 60 seconds')
      else if (talk) pulse.beat(at)
    },
    ended(code) {
      talk?.stop()
      record.closedBy ??= 'client'
      record.closeCode = code
      record.endedAt = campaignNow()
    },
  }
}
