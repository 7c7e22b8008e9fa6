// How the REST API shows a conversation: the part of ElevenLabs' resource that a bridge without telephony integration has.
import type { ConversationRecord } from './conversation-record.ts'

/** After its end a conversation is worked on for a moment. */
const PROCESSING_MS = 1_000

/** `now`: campaign time, as the record's. */
export const conversationResource = (record: ConversationRecord, agentId: string, now: number): object => {
  const { endedAt, startedAt } = record
  const seconds = Math.max(0, Math.round(((endedAt ?? now) - startedAt) / 1_000))
  const ended = record.closedBy === 'error' ? 'failed' : now - (endedAt ?? now) < PROCESSING_MS ? 'processing' : 'done'
  return {
    agent_id: agentId,
    conversation_id: record.id,
    user_id: record.userId ?? null,
    status: endedAt === undefined ? 'in-progress' : ended,
    transcript: record.transcript.map(({ role, message, atSeconds }) => ({ role, message, time_in_call_secs: atSeconds })),
    metadata: {
      start_time_unix_secs: Math.floor(startedAt / 1_000),
      call_duration_secs: seconds,
      termination_reason: record.error ?? (record.closedBy === 'agent' ? 'end_call tool was called' : ''),
    },
    conversation_initiation_client_data: { dynamic_variables: record.variables },
    has_audio: record.bytesIn + record.bytesOut > 0,
    has_user_audio: record.bytesIn > 0,
    has_response_audio: record.bytesOut > 0,
  }
}
