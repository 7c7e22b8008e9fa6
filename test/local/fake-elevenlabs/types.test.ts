// The message flow against the types that ElevenLabs publishes: what the bridge sends the simulator takes, what the simulator sends the bridge reads.
import type {
  AgentResponse,
  AgentResponseCorrection,
  AgentToolRequestMessage,
  AgentToolResponseMessage,
  Audio,
  ClientToolCallMessage,
  ClientToolResult,
  ContextualUpdate,
  ConversationInitiation,
  ConversationMetadata,
  ErrorMessage,
  Interruption,
  McpToolApprovalResult,
  MultimodalMessage,
  Ping,
  Pong,
  TentativeUserTranscript,
  UserActivity,
  UserAudio,
  UserFeedback,
  UserMessage,
  UserTranscript,
  VadScore,
} from '@elevenlabs/types'
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { AgentMessage, PublishedMessage, UnknownMessage } from '../../../local/fake-elevenlabs/agent-messages.ts'
import { type ClientMessage, readClientMessage } from '../../../local/fake-elevenlabs/client-messages.ts'
import { initiation, readAgent, type ToAgent, writeAgent } from '../../../media-bridge/agent-stream.ts'
import { aBrief } from '../../support/bridge.ts'

/** Everything that a client may send. */
type Outgoing =
  | ClientToolResult
  | ContextualUpdate
  | ConversationInitiation
  | McpToolApprovalResult
  | MultimodalMessage
  | Pong
  | UserActivity
  | UserAudio
  | UserFeedback
  | UserMessage

/** One of each kind; a kind that is missing does not compile. */
const fromAgent: { [T in PublishedMessage['type']]: Extract<PublishedMessage, { type: T }> } = {
  conversation_initiation_metadata: {
    type: 'conversation_initiation_metadata',
    conversation_initiation_metadata_event: {
      conversation_id: 'conv_1',
      agent_output_audio_format: 'ulaw_8000',
      user_input_audio_format: 'ulaw_8000',
    },
  } satisfies ConversationMetadata,
  audio: {
    type: 'audio',
    audio_event: {
      audio_base_64: 'fn5+fg==',
      event_id: 1,
      alignment: { chars: ['H'], char_start_times_ms: [0], char_durations_ms: [60] },
    },
  } satisfies Audio,
  interruption: { type: 'interruption', interruption_event: { event_id: 1 } } satisfies Interruption,
  ping: { type: 'ping', ping_event: { event_id: 0, ping_ms: null } } satisfies Ping,
  user_transcript: {
    type: 'user_transcript',
    user_transcription_event: { user_transcript: 'Yes', event_id: 2 },
  } satisfies UserTranscript,
  tentative_user_transcript: {
    type: 'tentative_user_transcript',
    tentative_user_transcription_event: { user_transcript: 'Y', event_id: 2 },
  } satisfies TentativeUserTranscript,
  agent_response: { type: 'agent_response', agent_response_event: { agent_response: 'Hello', event_id: 3 } } satisfies AgentResponse,
  agent_response_correction: {
    type: 'agent_response_correction',
    agent_response_correction_event: { original_agent_response: 'Hello', corrected_agent_response: 'Hel', event_id: 3 },
  } satisfies AgentResponseCorrection,
  client_tool_call: {
    type: 'client_tool_call',
    client_tool_call: { tool_name: 'do_not_call', tool_call_id: 'tool_1', parameters: {}, event_id: 4 },
  } satisfies ClientToolCallMessage,
  agent_tool_request: {
    type: 'agent_tool_request',
    agent_tool_request: { tool_name: 'end_call', tool_call_id: 'tool_2', tool_type: 'system', event_id: 5 },
  } satisfies AgentToolRequestMessage,
  agent_tool_response: {
    type: 'agent_tool_response',
    agent_tool_response: {
      tool_name: 'end_call',
      tool_call_id: 'tool_2',
      tool_type: 'system',
      is_error: false,
      is_called: true,
      event_id: 5,
    },
  } satisfies AgentToolResponseMessage,
  vad_score: { type: 'vad_score', vad_score_event: { vad_score: 0.9 } } satisfies VadScore,
  error: { type: 'error', error_event: { code: 1002, error_type: 'llm_error' } } satisfies ErrorMessage,
}

const toAgent: Outgoing[] = [
  { user_audio_chunk: 'fn5+fg==' } satisfies UserAudio,
  { type: 'pong', event_id: 0 } satisfies Pong,
  { type: 'user_message', text: 'Hello' } satisfies UserMessage,
  { type: 'user_activity' } satisfies UserActivity,
  { type: 'contextual_update', text: 'The caller pressed 1', context_id: 'keys' } satisfies ContextualUpdate,
  { type: 'client_tool_result', tool_call_id: 'tool_1', result: 'noted', is_error: false } satisfies ClientToolResult,
  { type: 'feedback', event_id: 3, score: null } satisfies UserFeedback,
  { type: 'mcp_tool_approval_result', tool_call_id: 'tool_3', is_approved: true } satisfies McpToolApprovalResult,
  { type: 'multimodal_message', text: { type: 'user_message', text: 'Hello' } } satisfies MultimodalMessage,
  {
    type: 'conversation_initiation_client_data',
    conversation_config_override: { agent: { first_message: 'Hello', language: 'en' }, tts: { voice_id: 'voice_1' } },
    dynamic_variables: { name: 'Ana' },
    user_id: 'att_1',
  } satisfies ConversationInitiation,
]

describe('what the simulated agent sends', () => {
  test('is what ElevenLabs publishes, and one kind that nobody knows', () => {
    expectTypeOf<Exclude<AgentMessage, UnknownMessage>>().toEqualTypeOf<PublishedMessage>()
  })

  test.each(Object.values(fromAgent))('$type is well-formed to the bridge, whether it has a use for it or not', (message) => {
    expect(readAgent(JSON.stringify(message))?.type).not.toBe('agent.malformed')
  })
})

describe('what the bridge sends', () => {
  test('is what ElevenLabs publishes', () => {
    expectTypeOf<ToAgent>().toExtend<Outgoing>()
  })

  test('opens a conversation as the simulator wants it', () => {
    expect(readClientMessage(writeAgent(initiation(aBrief())))).not.toHaveProperty('problem')
  })
})

describe('what the simulated agent takes', () => {
  test('has every type that ElevenLabs publishes', () => {
    type Types = Exclude<Outgoing, UserAudio>['type'] | 'audio'
    expectTypeOf<ClientMessage['type']>().toEqualTypeOf<Types>()
  })

  test.each(toAgent)('%j is taken', (message) => {
    expect(readClientMessage(JSON.stringify(message))).not.toHaveProperty('problem')
  })
})
