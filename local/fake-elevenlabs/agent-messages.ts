// What the agent's side sends over the WebSocket, in the types that ElevenLabs publishes.
import type {
  AgentResponse,
  AgentResponseCorrection,
  AgentToolResponseMessage,
  Audio,
  ConversationMetadata,
  ErrorEventErrorType,
  ErrorMessage,
  Interruption,
  Ping,
  TentativeUserTranscript,
  UserTranscript,
} from '@elevenlabs/types'

export type AgentMessage =
  | ConversationMetadata
  | Audio
  | Interruption
  | Ping
  | UserTranscript
  | TentativeUserTranscript
  | AgentResponse
  | AgentResponseCorrection
  | AgentToolResponseMessage
  | ErrorMessage

/** What an agent sends whose client events were never set, and the tool events by which a bridge learns of `end_call`. */
export const CLIENT_EVENTS: readonly AgentMessage['type'][] = [
  'audio',
  'interruption',
  'agent_response',
  'user_transcript',
  'tentative_user_transcript',
  'conversation_initiation_metadata',
  'ping',
  'agent_tool_response',
]

/** Real frames do not keep to an order of keys: whoever looks for a prefix must fail here too. */
export const encode = (message: AgentMessage, random: () => number): string =>
  JSON.stringify(random() < 0.5 ? message : Object.fromEntries(Object.entries(message).reverse()))

export type ErrorType = ErrorEventErrorType
/** The close code that goes with an error. */
export const CLOSE_CODE = {
  invalid_message: 1008,
  override_error: 1008,
  missing_dynamic_variable: 1008,
  transport_receive_timeout: 1002,
} as const satisfies Partial<Record<ErrorType, number>>

export const errorMessage = (type: keyof typeof CLOSE_CODE, message: string): ErrorMessage => ({
  type: 'error',
  error_event: { code: CLOSE_CODE[type], message, error_type: type, reason: message },
})
