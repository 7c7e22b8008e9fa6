// A conversation as ElevenLabs tells of it, and its webhook.
import { postCallSignature } from '../../local/fake-elevenlabs/post-call.ts'
import { httpEvent } from './lambda.ts'
import { WEBHOOK_SECRET } from './surroundings.ts'

/** https://elevenlabs.io/docs/api-reference/conversations/get-conversation */
export const aConversation = (changes: object = {}) => ({
  agent_id: 'agent_1',
  conversation_id: 'conv_1',
  user_id: null,
  status: 'done',
  transcript: [
    { role: 'agent', message: 'Hello.', time_in_call_secs: 0 },
    { role: 'user', message: 'Yes?', time_in_call_secs: 2 },
  ],
  metadata: { call_duration_secs: 41, cost: 410, termination_reason: 'end_call tool was called' },
  analysis: { call_successful: 'success', transcript_summary: 'They spoke.', evaluation_criteria_results: {}, data_collection_results: {} },
  conversation_initiation_client_data: { user_id: null, dynamic_variables: {} },
  ...changes,
})

type Post = { data: object; type?: string; secret?: string; atMs?: number; signature?: string }

export const postCallEvent = ({ data, type = 'post_call_transcription', secret = WEBHOOK_SECRET, atMs = Date.now(), signature }: Post) => {
  const body = JSON.stringify({ type, event_timestamp: Math.floor(atMs / 1_000), data })
  return httpEvent({
    routeKey: 'POST /webhooks/elevenlabs/post-call',
    headers: { 'content-type': 'application/json', 'elevenlabs-signature': signature ?? postCallSignature(secret, body, atMs) },
    body,
    base64: true,
  })
}
