// How ElevenLabs shows a conversation, in its REST API and in its webhook: the part that a bridge without telephony integration has.
import type { AgentSettings } from './agent-settings.ts'
import type { ConversationRecord } from './conversation-record.ts'

/** After its end a conversation is worked on for a moment. */
export const PROCESSING_MS = 1_000

/** About what a minute of talk costs: https://elevenlabs.io/pricing */
const CREDITS_PER_SECOND = 10

type Analysed = Pick<AgentSettings, 'criteria' | 'collects'>
export type ResourceOptions = Analysed & { agentId: string; now: number }

const wasTalkedTo = ({ transcript }: ConversationRecord): boolean => transcript.some(({ role }) => role === 'user')

const analysisOf = (record: ConversationRecord, { criteria, collects }: Analysed): object => {
  const result = record.closedBy === 'error' ? 'unknown' : wasTalkedTo(record) ? 'success' : 'failure'
  const said = record.transcript.findLast(({ role }) => role === 'user')?.message
  const rationale = said === undefined ? 'The user has said nothing.' : `The user said: “${said}”`
  return {
    call_successful: result,
    transcript_summary: said === undefined ? 'The agent spoke, and nobody answered.' : `The agent spoke with the user, who said: “${said}”`,
    evaluation_criteria_results: Object.fromEntries(criteria.map((criteria_id) => [criteria_id, { criteria_id, result, rationale }])),
    data_collection_results: Object.fromEntries(
      collects.map((data_collection_id) => [data_collection_id, { data_collection_id, value: said ?? null, rationale }]),
    ),
  }
}

const toolTurn = ({ id, name, parameters, answer }: ConversationRecord['toolCalls'][number]): object => ({
  role: 'agent',
  message: null,
  time_in_call_secs: 0,
  tool_calls: [
    {
      type: 'client',
      request_id: id,
      tool_name: name,
      params_as_json: JSON.stringify(parameters),
      tool_has_been_called: answer !== undefined,
    },
  ],
  tool_results: answer
    ? [
        {
          type: 'client',
          request_id: id,
          tool_name: name,
          result_value: answer.result,
          is_error: answer.isError,
          tool_has_been_called: true,
        },
      ]
    : [],
})

const statusOf = ({ endedAt, closedBy }: ConversationRecord, now: number): string => {
  if (endedAt === undefined) return 'in-progress'
  if (now - endedAt < PROCESSING_MS) return 'processing'
  return closedBy === 'error' ? 'failed' : 'done'
}

/** `now`: campaign time, as the record's. */
export const conversationResource = (record: ConversationRecord, { agentId, now, ...analysed }: ResourceOptions): object => {
  const { endedAt, startedAt } = record
  const seconds = Math.max(0, Math.round(((endedAt ?? now) - startedAt) / 1_000))
  const status = statusOf(record, now)
  const said = record.transcript.map(({ role, message, atSeconds }) => ({ role, message, time_in_call_secs: atSeconds }))
  return {
    agent_id: agentId,
    conversation_id: record.id,
    user_id: record.userId ?? null,
    status,
    transcript: [...said, ...record.toolCalls.map(toolTurn)],
    metadata: {
      start_time_unix_secs: Math.floor(startedAt / 1_000),
      call_duration_secs: seconds,
      cost: seconds * CREDITS_PER_SECOND,
      termination_reason: record.error ?? (record.closedBy === 'agent' ? 'end_call tool was called' : ''),
    },
    ...(status === 'done' ? { analysis: analysisOf(record, analysed) } : {}),
    conversation_initiation_client_data: { user_id: record.userId ?? null, dynamic_variables: record.variables },
    has_audio: record.bytesIn + record.bytesOut > 0,
    has_user_audio: record.bytesIn > 0,
    has_response_audio: record.bytesOut > 0,
  }
}
