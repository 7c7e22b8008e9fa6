// Messages as ElevenLabs' AsyncAPI schema gives them; their types are the ones of its package.
import type {
  AgentResponse,
  AgentResponseCorrection,
  Audio,
  ClientToolCallMessage,
  ConversationMetadata,
  ErrorMessage,
  Interruption,
  Ping,
  UserTranscript,
} from '@elevenlabs/types'
import { describe, expect, it } from 'vitest'
import { initiation, readAgent } from '../../media-bridge/agent-stream.ts'
import { aBrief } from '../support/bridge.ts'

const read = (message: unknown) => readAgent(JSON.stringify(message))

const metadata: ConversationMetadata = {
  type: 'conversation_initiation_metadata',
  conversation_initiation_metadata_event: {
    conversation_id: 'conv_1',
    agent_output_audio_format: 'ulaw_8000',
    user_input_audio_format: 'pcm_16000',
  },
}
const audio: Audio = {
  type: 'audio',
  audio_event: { audio_base_64: 'AAAA', event_id: 12, alignment: { chars: ['H'], char_start_times_ms: [0], char_durations_ms: [60] } },
}
const interruption: Interruption = { type: 'interruption', interruption_event: { event_id: 12 } }
const ping: Ping = { type: 'ping', ping_event: { event_id: 0, ping_ms: null } }
const transcript: UserTranscript = { type: 'user_transcript', user_transcription_event: { user_transcript: 'Hello', event_id: 13 } }
const response: AgentResponse = { type: 'agent_response', agent_response_event: { agent_response: 'I am Ada.', event_id: 14 } }
const correction: AgentResponseCorrection = {
  type: 'agent_response_correction',
  agent_response_correction_event: { original_agent_response: 'I am Ada.', corrected_agent_response: 'I am…', event_id: 14 },
}
const using = (tool_name: string): ClientToolCallMessage => ({
  type: 'client_tool_call',
  client_tool_call: { tool_name, tool_call_id: 't2', parameters: {}, event_id: 15 },
})
const error: ErrorMessage = { type: 'error', error_event: { code: 1008, error_type: 'override_error', message: 'Grace said no' } }
const tool = { tool_name: 'end_call', tool_call_id: 't1', tool_type: 'system', is_error: false, is_called: true, event_id: 15 }

describe('reading the agent’s stream', () => {
  it.each([
    [metadata, { type: 'agent.ready', conversationId: 'conv_1', hears: 'pcm_16000', speaks: 'ulaw_8000' }],
    [audio, { type: 'agent.audio', eventId: 12, payload: 'AAAA' }],
    [interruption, { type: 'agent.interruption', eventId: 12 }],
    [ping, { type: 'agent.ping', eventId: 0 }],
    [error, { type: 'agent.error', code: 1008, kind: 'override_error' }],
    [{ type: 'agent_tool_response', agent_tool_response: tool }, { type: 'agent.ended' }],
    [transcript, { type: 'agent.heard', text: 'Hello' }],
    [response, { type: 'agent.said', eventId: 14, text: 'I am Ada.' }],
    [correction, { type: 'agent.corrected', eventId: 14, text: 'I am…' }],
    [using('do_not_call'), { type: 'agent.tool', toolCallId: 't2', name: 'do_not_call', wish: { kind: 'do-not-call' } }],
    [using('order_pizza'), { type: 'agent.tool', toolCallId: 't2', name: 'order_pizza' }],
  ])('understands %j', (message, meaning) => {
    expect(read(message)).toEqual(meaning)
  })

  it('does not mind the order of the fields', () => {
    expect(readAgent('{"audio_event":{"event_id":1,"audio_base_64":"AAAA"},"type":"audio"}')).toMatchObject({ type: 'agent.audio' })
  })

  it('keeps free text of an error to itself, since it may quote what was said', () => {
    const quoting = { type: 'error', error_event: { code: 1002, error_type: 'Grace said: my number is 12345' } }
    expect(read(quoting)).toEqual({ type: 'agent.error', code: 1002 })
    expect(read({ type: 'error', error_event: { code: null, error_type: null } })).toEqual({ type: 'agent.error' })
  })

  it.each([
    [{ type: 'agent_response', agent_response_event: {} }],
    [{ type: 'client_tool_call', client_tool_call: { tool_name: 'do_not_call' } }],
    [{ type: 'vad_score', vad_score_event: { vad_score: 0.9 } }],
    [{ type: 'something_new', anything: 1 }],
    [{ type: 'agent_tool_response', agent_tool_response: { ...tool, tool_name: 'skip_turn' } }],
    [{ type: 'agent_tool_response', agent_tool_response: { ...tool, is_error: true } }],
  ])('passes over %j', (message) => {
    expect(read(message)).toBeUndefined()
  })

  it.each([
    ['text that is not JSON', '<html>'],
    ['a message without a kind', '{"audio_event":{}}'],
    ['audio without an id', JSON.stringify({ type: 'audio', audio_event: { audio_base_64: 'AAAA' } })],
    ['audio that is not base64', JSON.stringify({ type: 'audio', audio_event: { audio_base_64: '\u0000', event_id: 1 } })],
    ['metadata without a conversation', JSON.stringify({ type: 'conversation_initiation_metadata' })],
  ])('calls %s malformed', (_, text) => {
    expect(readAgent(text)).toEqual({ type: 'agent.malformed' })
  })
})

it('does not send variables whose names are ElevenLabs’ own, which would end the conversation', () => {
  expect(initiation(aBrief({ variables: { name: 'Grace', system__caller_id: 'x' } })).dynamic_variables).toEqual({ name: 'Grace' })
})

it('asks for a language only where the campaign has one: each override must be allowed by the agent', () => {
  const agentOf = (brief: Parameters<typeof aBrief>[0]) => initiation(aBrief(brief)).conversation_config_override?.agent
  expect(agentOf({ language: 'pt-br' })).toMatchObject({ prompt: { prompt: 'Be brief.' }, language: 'pt-br' })
  expect(agentOf({})).not.toHaveProperty('language')
})

it('asks for a voice only where the campaign has one', () => {
  expect(initiation(aBrief({ voiceId: 'voice_1' })).conversation_config_override?.tts).toEqual({ voice_id: 'voice_1' })
  expect(initiation(aBrief()).conversation_config_override).not.toHaveProperty('tts')
})
