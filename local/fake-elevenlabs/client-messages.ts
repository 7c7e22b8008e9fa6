// What a client may send over the agent's WebSocket. Strict: a key that ElevenLabs does not know ends the conversation.
import '#contract/english.ts'
import * as z from 'zod/mini'

const text = z.string()

const Override = z.strictObject({
  agent: z.optional(
    z.strictObject({
      prompt: z.optional(z.strictObject({ prompt: z.optional(text), llm: z.optional(text) })),
      first_message: z.optional(text),
      language: z.optional(text),
      native_mcp_server_ids: z.optional(z.array(text).check(z.maxLength(10))),
    }),
  ),
  asr: z.optional(z.strictObject({ keywords: z.optional(z.array(text)) })),
  tts: z.optional(
    z.strictObject({
      voice_id: z.optional(text),
      stability: z.optional(z.number()),
      speed: z.optional(z.number().check(z.minimum(0.7), z.maximum(5))),
      similarity_boost: z.optional(z.number()),
    }),
  ),
  conversation: z.optional(z.strictObject({ text_only: z.optional(z.boolean()), client_events: z.optional(z.array(text)) })),
})

const VariableName = z.string().check(z.refine((name) => !name.startsWith('system__'), 'names that start with system__ are reserved'))

export const Initiation = z.strictObject({
  type: z.literal('conversation_initiation_client_data'),
  conversation_config_override: z.optional(Override),
  custom_llm_extra_body: z.optional(z.record(z.string(), z.unknown())),
  dynamic_variables: z.optional(z.record(VariableName, z.union([z.string(), z.number(), z.boolean()]))),
  user_id: z.optional(text),
  source_info: z.optional(z.strictObject({ source: z.optional(text), version: z.optional(text) })),
  tool_mock_config: z.optional(z.looseObject({ mocking_strategy: z.optional(z.enum(['none', 'all', 'selected'])) })),
})
export type Initiation = z.infer<typeof Initiation>

const Typed = z.discriminatedUnion('type', [
  Initiation,
  z.strictObject({ type: z.literal('pong'), event_id: z.int() }),
  z.strictObject({ type: z.literal('user_message'), text: z.optional(text), rich_content_id: z.optional(text) }),
  z.strictObject({ type: z.literal('user_activity') }),
  z.strictObject({ type: z.literal('contextual_update'), text, context_id: z.optional(text) }),
  z.strictObject({ type: z.literal('client_tool_result'), tool_call_id: text, result: text, is_error: z.boolean() }),
  z.strictObject({ type: z.literal('feedback'), event_id: z.int(), score: z.nullable(z.enum(['like', 'dislike'])) }),
  z.strictObject({ type: z.literal('mcp_tool_approval_result'), tool_call_id: text, is_approved: z.boolean() }),
  z.looseObject({ type: z.literal('multimodal_message') }),
])

/** Audio has no type. */
const UserAudio = z.strictObject({ user_audio_chunk: z.string() })

export type ClientMessage = z.infer<typeof Typed> | ({ type: 'audio' } & z.infer<typeof UserAudio>)

export type Read = { message: ClientMessage } | { problem: string }

export const readClientMessage = (raw: string): Read => {
  let json: unknown
  try {
    json = JSON.parse(raw)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { problem: 'The message is not JSON' }
  }
  const audio = UserAudio.safeParse(json)
  if (audio.success) return { message: { type: 'audio', ...audio.data } }
  const typed = Typed.safeParse(json)
  return typed.success ? { message: typed.data } : { problem: z.prettifyError(typed.error) }
}

/** The fields that an override sets, as the agent's security settings name them: `agent.first_message`. */
export const overridden = (value: object, path = ''): string[] =>
  Object.entries(value).flatMap(([key, inner]) => {
    const name = path ? `${path}.${key}` : key
    return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? overridden(inner, name) : [name]
  })
