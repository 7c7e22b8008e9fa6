// The messages of a conversation with an ElevenLabs agent, in both directions: https://elevenlabs.io/docs/agents-platform/libraries/web-sockets
import type { ClientToolResult, ContextualUpdate, ConversationInitiation, Pong, UserAudio, UserMessage } from '@elevenlabs/types'
import * as z from 'zod/mini'
import { initiationOf } from '#app/conversation/agent-initiation.ts'
import { readWish, type Unclear } from '#app/conversation/agent-tools.ts'
import type { ConversationBrief, ToolWish } from '#app/ports/bridge.ts'
import { orNothing } from '#contract/otherwise.ts'
import { SomeText } from '#contract/parts.ts'
import { Base64, messageReader } from './json-messages.ts'
import { readAgentFrame, writeAgentFrame } from './media-frames.ts'

export type FromAgent =
  | { type: 'agent.ready'; conversationId: string; hears: string; speaks: string }
  | { type: 'agent.audio'; eventId: number; payload: string }
  | { type: 'agent.interruption'; eventId: number }
  | { type: 'agent.ping'; eventId: number }
  /** What the caller said, as the agent understood it; what the agent says; and what it got to say when it was interrupted. */
  | { type: 'agent.heard'; text: string }
  | { type: 'agent.said'; eventId: number; text: string }
  | { type: 'agent.corrected'; eventId: number; text: string }
  /** The agent waits for the answer of a tool of ours; without a wish: we have none of that name. */
  | { type: 'agent.tool'; toolCallId: string; name: string; wish?: ToolWish | Unclear }
  /** The agent used its end_call tool. */
  | { type: 'agent.ended' }
  | { type: 'agent.error'; code?: number; kind?: string }
  | { type: 'agent.malformed' }

export type ToAgent = ConversationInitiation | UserAudio | Pong | ClientToolResult | ContextualUpdate | UserMessage

const event_id = z.int()
/** What is only told of the conversation does not end it when it is not understood. */
const nothing = z.pipe(
  z.unknown(),
  z.transform(() => undefined),
)
const AudioFormat = z.string().check(z.regex(/^[a-z0-9_]{1,40}$/))

/** Undefined for messages that the bridge has no use for; ElevenLabs adds kinds without notice. */
export const readAgent = (text: string): FromAgent | undefined => readAgentFrame(text) ?? readAgentMessage(text)

/** Any spelling of any message. */
export const readAgentMessage = messageReader<FromAgent>({
  kind: 'type',
  malformed: { type: 'agent.malformed' },
  schemas: {
    conversation_initiation_metadata: z.pipe(
      z.object({
        conversation_initiation_metadata_event: z.object({
          conversation_id: SomeText,
          user_input_audio_format: AudioFormat,
          agent_output_audio_format: AudioFormat,
        }),
      }),
      z.transform(({ conversation_initiation_metadata_event: metadata }) => ({
        type: 'agent.ready' as const,
        conversationId: metadata.conversation_id,
        hears: metadata.user_input_audio_format,
        speaks: metadata.agent_output_audio_format,
      })),
    ),
    audio: z.pipe(
      z.object({ audio_event: z.object({ audio_base_64: Base64, event_id }) }),
      z.transform(({ audio_event: audio }) => ({ type: 'agent.audio' as const, eventId: audio.event_id, payload: audio.audio_base_64 })),
    ),
    interruption: z.pipe(
      z.object({ interruption_event: z.object({ event_id }) }),
      z.transform((message) => ({ type: 'agent.interruption' as const, eventId: message.interruption_event.event_id })),
    ),
    ping: z.pipe(
      z.object({ ping_event: z.object({ event_id }) }),
      z.transform((message) => ({ type: 'agent.ping' as const, eventId: message.ping_event.event_id })),
    ),
    user_transcript: z.union([
      z.pipe(
        z.object({ user_transcription_event: z.object({ user_transcript: z.string() }) }),
        z.transform((message) => ({ type: 'agent.heard' as const, text: message.user_transcription_event.user_transcript })),
      ),
      nothing,
    ]),
    agent_response: z.union([
      z.pipe(
        z.object({ agent_response_event: z.object({ agent_response: z.string(), event_id }) }),
        z.transform(({ agent_response_event: said }) => ({
          type: 'agent.said' as const,
          eventId: said.event_id,
          text: said.agent_response,
        })),
      ),
      nothing,
    ]),
    agent_response_correction: z.union([
      z.pipe(
        z.object({ agent_response_correction_event: z.object({ corrected_agent_response: z.string(), event_id }) }),
        z.transform(({ agent_response_correction_event: said }) => ({
          type: 'agent.corrected' as const,
          eventId: said.event_id,
          text: said.corrected_agent_response,
        })),
      ),
      nothing,
    ]),
    client_tool_call: z.union([
      z.pipe(
        z.object({ client_tool_call: z.object({ tool_name: z.string(), tool_call_id: z.string(), parameters: z.unknown() }) }),
        z.transform(({ client_tool_call: tool }) => {
          const wish = readWish(tool.tool_name, tool.parameters)
          return { type: 'agent.tool' as const, toolCallId: tool.tool_call_id, name: tool.tool_name, ...(wish ? { wish } : {}) }
        }),
      ),
      nothing,
    ]),
    agent_tool_response: z.pipe(
      z.object({
        agent_tool_response: z.object({
          tool_name: z.string(),
          is_error: z._default(z.boolean(), false),
          is_called: z._default(z.boolean(), true),
        }),
      }),
      z.transform(({ agent_tool_response: tool }) =>
        tool.tool_name === 'end_call' && tool.is_called && !tool.is_error ? { type: 'agent.ended' as const } : undefined,
      ),
    ),
    error: z.pipe(
      z.object({
        error_event: z.object({
          code: z.nullish(z.int()),
          // Anything but a plain word could quote what somebody said.
          error_type: orNothing(z.string().check(z.regex(/^[a-z_]{1,60}$/))),
        }),
      }),
      z.transform(({ error_event: { code, error_type: kind } }) => ({
        type: 'agent.error' as const,
        ...(code ? { code } : {}),
        ...(kind ? { kind } : {}),
      })),
    ),
  },
})

export const writeAgent = (message: ToAgent): string =>
  'user_audio_chunk' in message ? writeAgentFrame(message.user_audio_chunk) : JSON.stringify(message)

/** Must be the first message. */
export const initiation = (brief: ConversationBrief): ConversationInitiation => ({
  type: 'conversation_initiation_client_data',
  ...initiationOf(brief),
})
