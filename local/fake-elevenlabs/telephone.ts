// An agent on Twilio's own media stream, with no client between: what the telephone sends becomes a client's messages, and back.
import * as z from 'zod/mini'
import type { Registration } from './registered-calls.ts'
import type { AgentSocket } from './wire.ts'

const FromTwilio = z.discriminatedUnion('event', [
  z.object({ event: z.literal('connected') }),
  z.object({ event: z.literal('start'), streamSid: z.string() }),
  z.object({ event: z.literal('media'), media: z.object({ payload: z.string() }) }),
  z.object({ event: z.literal('mark'), mark: z.object({ name: z.string() }) }),
  z.object({ event: z.literal('dtmf') }),
  z.object({ event: z.literal('stop') }),
])

/** What of the agent's messages concerns a telephone. */
const FromAgent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('audio'), audio_event: z.object({ audio_base_64: z.string() }) }),
  z.object({ type: z.literal('interruption') }),
  z.object({ type: z.literal('ping'), ping_event: z.object({ event_id: z.int() }) }),
  z.object({ type: z.literal('client_tool_call'), client_tool_call: z.object({ tool_call_id: z.string() }) }),
])

/** Behind the agent's last words: what is still being played is heard to its end. */
const LAST = 'last-words'

export type Telephone = {
  /** Where the conversation sends to. */
  socket: AgentSocket
  /** Gives the client's message that it comes to; undefined: nothing that a conversation is told. */
  hear(text: string): object | undefined
}

type TelephoneOptions = { registration: Registration; under: AgentSocket; answer: (message: object) => void }

/** `answer`: what a client would say to the agent's message, after it. */
export const createTelephone = ({ registration, under, answer }: TelephoneOptions): Telephone => {
  let streamSid = ''
  const say = (event: string, more: object = {}): void => under.send(JSON.stringify({ event, streamSid, ...more }))
  const reply = (message: object): void => queueMicrotask(() => answer(message))

  const tell = (data: string): void => {
    const { data: message } = FromAgent.safeParse(JSON.parse(data))
    if (message?.type === 'audio') say('media', { media: { payload: message.audio_event.audio_base_64 } })
    else if (message?.type === 'interruption') say('clear')
    else if (message?.type === 'ping') reply({ type: 'pong', event_id: message.ping_event.event_id })
    else if (message?.type === 'client_tool_call') {
      const { tool_call_id } = message.client_tool_call
      reply({ type: 'client_tool_result', tool_call_id, result: 'There is no client in this conversation', is_error: true })
    }
  }

  return {
    socket: {
      ...under,
      send: (data) => tell(data.toString()),
      close(code, reason) {
        if (code === 1000 && streamSid !== '') say('mark', { mark: { name: LAST } })
        else under.close(code, reason)
      },
    },
    hear(text) {
      const message = FromTwilio.parse(JSON.parse(text))
      if (message.event === 'start') {
        streamSid = message.streamSid
        return { type: 'conversation_initiation_client_data', ...registration.conversation_initiation_client_data }
      }
      if (message.event === 'media') return { user_audio_chunk: message.media.payload }
      const isOver = message.event === 'stop' || (message.event === 'mark' && message.mark.name === LAST)
      if (isOver) under.close(1000, 'Call ended')
      return undefined
    },
  }
}
