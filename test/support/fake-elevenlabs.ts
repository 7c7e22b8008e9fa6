// A simulated ElevenLabs and a client that speaks its protocol by hand.
import { WebSocket } from 'ws'
import * as z from 'zod/mini'
import { type SystemClock, systemClock } from '../../local/clock/clock.ts'
import { createFakeElevenLabs, type FakeElevenLabs, type FakeElevenLabsOptions } from '../../local/fake-elevenlabs/fake-elevenlabs.ts'
import { FRAME_MS, silence } from '../../local/simulated/ulaw.ts'
import { CALLER_PITCH_HZ, makeVoice, speak } from '../../local/simulated/voice.ts'
import { voiceOf, type Wish } from '../../local/simulated/wishes.ts'

const API_KEY = 'key-of-the-tests'
export const AGENT_ID = 'agent_1'

export type Agents = { clock: SystemClock; fake: FakeElevenLabs; close(): Promise<void> }

export const startAgents = async ({
  speed = 120,
  ...options
}: Partial<FakeElevenLabsOptions> & { speed?: number } = {}): Promise<Agents> => {
  const clock = options.clock ?? systemClock({ speed, startAt: Date.parse('2026-11-22T10:00:00Z') })
  const fake = await createFakeElevenLabs({ apiKey: API_KEY, agentId: AGENT_ID, seed: 5, ...options, clock })
  return {
    clock,
    fake,
    close: async () => {
      await fake.close()
      clock.stop()
    },
  }
}

export const get = (fake: FakeElevenLabs, path: string, key = API_KEY): Promise<Response> =>
  fetch(`${fake.url}${path}`, { headers: { 'xi-api-key': key } })

export const signedUrl = async (fake: FakeElevenLabs, query = ''): Promise<string> => {
  const response = await get(fake, `/v1/convai/conversation/get-signed-url?agent_id=${AGENT_ID}${query}`)
  return z.object({ signed_url: z.string() }).parse(await response.json()).signed_url
}

const Message = z.looseObject({
  type: z.string(),
  audio_event: z.optional(z.looseObject({ audio_base_64: z.string(), event_id: z.int() })),
  ping_event: z.optional(z.looseObject({ event_id: z.int(), ping_ms: z.nullable(z.number()) })),
  interruption_event: z.optional(z.looseObject({ event_id: z.int() })),
  agent_response_event: z.optional(z.looseObject({ agent_response: z.string(), event_id: z.int() })),
  client_tool_call: z.optional(
    z.looseObject({ tool_name: z.string(), tool_call_id: z.string(), parameters: z.record(z.string(), z.unknown()) }),
  ),
  error_event: z.optional(z.looseObject({ code: z.int(), error_type: z.string() })),
})
export type AgentMessage = z.infer<typeof Message>

export type Client = {
  messages: AgentMessage[]
  /** As they were on the wire. */
  texts: string[]
  closed: Promise<{ code: number; reason: string }>
  send(message: object | string): void
  /** Frames of voice, which may wish something, then of silence. */
  talk(speechMs: number, silenceMs: number, wish?: Wish): void
  of(type: string): AgentMessage[]
  close(): void
}

const voice = makeVoice(CALLER_PITCH_HZ)
const frame = (payload: Buffer) => ({ user_audio_chunk: payload.toString('base64') })

/** `keepsNonsense`: what is no message is only kept as text. */
export const connect = async (address: string, { keepsNonsense = false } = {}): Promise<Client> => {
  const socket = new WebSocket(address)
  const messages: AgentMessage[] = []
  const texts: string[] = []
  const { promise: closed, resolve } = Promise.withResolvers<{ code: number; reason: string }>()
  socket.on('message', (data) => {
    texts.push(data.toString())
    if (!keepsNonsense) messages.push(Message.parse(JSON.parse(data.toString())))
  })
  socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }))
  await new Promise<void>((opened, failed) => {
    socket.once('open', opened)
    socket.once('error', failed)
  })
  const send = (message: object | string) => socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  return {
    messages,
    texts,
    closed,
    send,
    talk(speechMs, silenceMs, wish) {
      const words = wish ? voiceOf(wish) : voice
      for (let ms = 0; ms < speechMs; ms += FRAME_MS) send(frame(speak(words, ms * 8, FRAME_MS * 8)))
      for (let ms = 0; ms < silenceMs; ms += FRAME_MS) send(frame(silence(FRAME_MS)))
    },
    of: (type) => messages.filter((message) => message.type === type),
    close: () => socket.close(1000),
  }
}

export const initiation = (firstMessage = 'Hello {{name}}, this is Ringmaster.', variables: object = { name: 'Ana' }) => ({
  type: 'conversation_initiation_client_data',
  conversation_config_override: { agent: { prompt: { prompt: 'Be kind.' }, first_message: firstMessage } },
  dynamic_variables: variables,
  user_id: 'att_1',
})

/** A conversation that has begun. */
export const converse = async (fake: FakeElevenLabs, first: object = initiation()): Promise<Client> => {
  const client = await connect(await signedUrl(fake))
  client.send(first)
  return client
}
