// What the agent's side sends over the WebSocket, in the types that ElevenLabs publishes.
import type {
  AgentResponse,
  AgentResponseCorrection,
  AgentToolRequestMessage,
  AgentToolResponseMessage,
  Audio,
  ClientToolCallMessage,
  ConversationMetadata,
  ErrorMessage,
  Interruption,
  Ping,
  TentativeUserTranscript,
  UserTranscript,
  VadScore,
} from '@elevenlabs/types'

/** What ElevenLabs publishes. */
export type PublishedMessage =
  | ConversationMetadata
  | Audio
  | Interruption
  | Ping
  | UserTranscript
  | TentativeUserTranscript
  | AgentResponse
  | AgentResponseCorrection
  | ClientToolCallMessage
  | AgentToolRequestMessage
  | AgentToolResponseMessage
  | VadScore
  | ErrorMessage

/** A kind that nobody has heard of: ElevenLabs adds such without notice. */
export type UnknownMessage = { type: 'agent_mood'; agent_mood_event: { mood: string; event_id: number } }

export type AgentMessage = PublishedMessage | UnknownMessage

/** As a bridge needs the agent to be set up: what ElevenLabs sends unless told otherwise, what was heard of an interrupted turn, and tools. */
export const CLIENT_EVENTS: readonly AgentMessage['type'][] = [
  'audio',
  'interruption',
  'agent_response',
  'agent_response_correction',
  'user_transcript',
  'tentative_user_transcript',
  'conversation_initiation_metadata',
  'ping',
  'client_tool_call',
  'agent_tool_response',
  'agent_mood',
]

/** Real frames do not keep to an order of keys: whoever looks for a prefix must fail here too. */
export const encode = (message: AgentMessage, random: () => number): string =>
  JSON.stringify(random() < 0.5 ? message : Object.fromEntries(Object.entries(message).reverse()))
