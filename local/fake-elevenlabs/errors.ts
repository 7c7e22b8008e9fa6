// Why a conversation ends: ElevenLabs' types of errors, and the close code that goes with each.
import type { ErrorEventErrorType, ErrorMessage } from '@elevenlabs/types'

export const CLOSE_CODE = {
  max_duration_exceeded: 1000,
  safety_violation: 1002,
  llm_timeout: 1002,
  transport_receive_timeout: 1002,
  asyncio_timeout: 1002,
  http_exception: 1002,
  llm_error: 1002,
  custom_llm_error: 1002,
  cascade_brain_error: 1002,
  asr_transcription_error: 1002,
  vad_error: 1002,
  turn_probability_error: 1002,
  tts_cascade_error: 1002,
  redis_timeout_error: 1002,
  invalid_message: 1008,
  telephony_agent_error: 1008,
  mcp_tool_error: 1008,
  mcp_https_error: 1008,
  value_error: 1008,
  missing_fields: 1008,
  override_error: 1008,
  missing_dynamic_variable: 1008,
  missing_dynamic_variable_transfer: 1008,
  unknown_websocket_crash: 1011,
} as const satisfies Partial<Record<ErrorEventErrorType, number>>

export type ErrorType = keyof typeof CLOSE_CODE

export const errorMessage = (type: ErrorType, message: string): ErrorMessage => ({
  type: 'error',
  error_event: { code: CLOSE_CODE[type], message, error_type: type, reason: message },
})
