// What a client may send over the agent's WebSocket. Strict: a key that ElevenLabs does not know ends the conversation.
import * as z from 'zod'

const text = z.string()

const Override = z.strictObject({
  agent: z
    .strictObject({
      prompt: z.strictObject({ prompt: text.optional(), llm: text.optional() }).optional(),
      first_message: text.optional(),
      language: text.optional(),
      native_mcp_server_ids: z.array(text).max(10).optional(),
    })
    .optional(),
  asr: z.strictObject({ keywords: z.array(text).optional() }).optional(),
  tts: z
    .strictObject({
      voice_id: text.optional(),
      stability: z.number().optional(),
      speed: z.number().min(0.7).max(5).optional(),
      similarity_boost: z.number().optional(),
    })
    .optional(),
  conversation: z.strictObject({ text_only: z.boolean().optional(), client_events: z.array(text).optional() }).optional(),
})

const VariableName = z.string().refine((name) => !name.startsWith('system__'), 'names that start with system__ are reserved')

export const Initiation = z.strictObject({
  type: z.literal('conversation_initiation_client_data'),
  conversation_config_override: Override.optional(),
  custom_llm_extra_body: z.record(z.string(), z.unknown()).optional(),
  dynamic_variables: z.record(VariableName, z.union([z.string(), z.number(), z.boolean()])).optional(),
  user_id: text.optional(),
  source_info: z.strictObject({ source: text.optional(), version: text.optional() }).optional(),
  tool_mock_config: z.looseObject({ mocking_strategy: z.enum(['none', 'all', 'selected']).optional() }).optional(),
})
export type Initiation = z.infer<typeof Initiation>

const Typed = z.discriminatedUnion('type', [
  Initiation,
  z.strictObject({ type: z.literal('pong'), event_id: z.int() }),
  z.strictObject({ type: z.literal('user_message'), text: text.optional(), rich_content_id: text.optional() }),
  z.strictObject({ type: z.literal('user_activity') }),
  z.strictObject({ type: z.literal('contextual_update'), text, context_id: text.optional() }),
  z.strictObject({ type: z.literal('client_tool_result'), tool_call_id: text, result: text, is_error: z.boolean() }),
  z.strictObject({ type: z.literal('feedback'), event_id: z.int(), score: z.enum(['like', 'dislike']).nullable() }),
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
