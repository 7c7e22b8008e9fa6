import { describe, expect, it } from 'vitest'
import { isFromElevenLabs, readPostCall } from '#providers/elevenlabs-webhook.ts'
import { postCallSignature } from '../../local/fake-elevenlabs/post-call.ts'
import { attemptId } from '../support/builders.ts'
import { aConversation } from '../support/told.ts'

const NOW = Date.parse('2026-11-02T15:00:00.000Z')
const MINUTE_MS = 60_000
const secret = { secret: 'wsec_the_new_one', before: 'wsec_the_old_one', earlier: ['wsec_the_oldest_one'] }
const body = Buffer.from('{"type":"post_call_transcription","data":{"message":"Grüße"}}')
const signed = (key: string, atMs = NOW) => postCallSignature(key, body.toString(), atMs)
const isGood = (signature: string | undefined, sent = body) => isFromElevenLabs(secret, { body: sent, signature, now: NOW })

describe('a signature', () => {
  it.each([
    ['the secret', signed(secret.secret)],
    ['the one before it, while it is exchanged', signed(secret.before)],
    ['one before that, of an exchange that was not ended', signed('wsec_the_oldest_one')],
    ['the secret, 29 minutes ago', signed(secret.secret, NOW - 29 * MINUTE_MS)],
    ['one of several that are given', `${signed('another')},${signed(secret.secret).split(',')[1]}`],
  ])('is good when it is made with %s', (_, signature) => {
    expect(isGood(signature)).toBe(true)
  })

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['made with another secret', signed('wsec_guessed_by_someone')],
    ['31 minutes old', signed(secret.secret, NOW - 31 * MINUTE_MS)],
    ['of a time that is yet to come', signed(secret.secret, NOW + 31 * MINUTE_MS)],
    ['without its time', signed(secret.secret).split(',')[1]],
    ['given another time', signed(secret.secret).replace(/t=\d+/, `t=${NOW / 1_000 - 1}`)],
    ['cut short', signed(secret.secret).slice(0, -2)],
    ['of another version', signed(secret.secret).replace('v0', 'v1')],
  ])('is not good when it is %s', (_, signature) => {
    expect(isGood(signature)).toBe(false)
  })

  it('is not good for a body in which one bit differs', () => {
    const other = Buffer.from(body)
    other.writeUInt8(other.readUInt8(9) ^ 1, 9)
    expect(isGood(signed(secret.secret), other)).toBe(false)
  })

  it('is not made with an empty secret before', () => {
    const fresh = { secret: secret.secret, before: '' }
    expect(isFromElevenLabs(fresh, { body, signature: signed(''), now: NOW })).toBe(false)
  })
})

const told = (changes: object) => {
  const news = readPostCall({ type: 'post_call_transcription', data: aConversation(changes) })
  return news?.kind === 'conversation' ? news.told : undefined
}

describe('what ElevenLabs tells', () => {
  it('is who said what and when, and what the analysis found out', () => {
    const analysis = {
      call_successful: 'failure',
      transcript_summary: 'They spoke.',
      evaluation_criteria_results: { polite: { criteria_id: 'polite', result: 'success', rationale: 'It said please.' } },
      data_collection_results: { day: { value: 'Monday' }, times: { value: 3 }, nothing: { value: null } },
    }
    expect(told({ analysis, user_id: attemptId })).toEqual({
      conversationId: 'conv_1',
      attemptId,
      turns: [
        { by: 'agent', kind: 'said', text: 'Hello.', atMs: 0 },
        { by: 'caller', kind: 'said', text: 'Yes?', atMs: 2_000 },
      ],
      tools: [],
      result: {
        ...{ conversationId: 'conv_1', state: 'done', summary: 'They spoke.', successful: 'failure' },
        evaluation: [{ criterion: 'polite', result: 'success', rationale: 'It said please.' }],
        collected: { day: 'Monday', times: 3 },
        ...{ seconds: 41, cost: 410, terminationReason: 'end_call tool was called' },
      },
    })
  })

  it('names our attempt beside the conversation, or in what we began it with', () => {
    expect(told({ conversation_initiation_client_data: { user_id: attemptId } })?.attemptId).toBe(attemptId)
    expect(told({ user_id: 'somebody else’s' })?.attemptId).toBeUndefined()
  })

  it('holds the tools that the agent wanted to use', () => {
    const tool = { tool_name: 'do_not_call', params_as_json: '{"a": 1}' }
    const transcript = [{ role: 'agent', message: null, time_in_call_secs: 1, tool_calls: [tool, { ...tool, params_as_json: 'no JSON' }] }]
    expect(told({ transcript })).toMatchObject({
      turns: [],
      tools: [
        { name: 'do_not_call', parameters: { a: 1 }, atMs: 1_000 },
        { name: 'do_not_call', parameters: {} },
      ],
    })
  })

  it.each([
    ['an analysis', { analysis: 'none' }],
    ['an analysis that was never made', { analysis: null }],
    ['the figures', { metadata: { cost: 'free', call_duration_secs: -1 } }],
    ['a turn', { transcript: ['Hello.', { role: 'agent', message: 'Hello.', time_in_call_secs: 0 }] }],
    ['fields that nobody knows', { mood: 'cheerful' }],
  ])('is read as far as it can be read: all but %s', (_, changes) => {
    expect(told(changes)).toMatchObject({ conversationId: 'conv_1', turns: [{ text: 'Hello.' }, ...('transcript' in changes ? [] : [{}])] })
  })

  it('is cut to what an item of the table has room for', () => {
    const long = 'x'.repeat(100_000)
    const results = Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => [`c${i}`, { result: 'success', rationale: long, value: long }]),
    )
    const analysis = { transcript_summary: long, evaluation_criteria_results: results, data_collection_results: results }
    expect(JSON.stringify(told({ analysis })?.result).length).toBeLessThan(100_000)
  })

  it('is nothing as long as the conversation goes on, or is no conversation', () => {
    expect(told({ status: 'processing' })).toBeUndefined()
    expect(told({ conversation_id: undefined })).toBeUndefined()
    expect(readPostCall('text')).toBeUndefined()
  })

  it('may be that a call could not begin, or of a kind that we have no use for', () => {
    const data = { agent_id: 'agent_1', conversation_id: 'conv_1', failure_reason: 'busy', metadata: {} }
    expect(readPostCall({ type: 'call_initiation_failure', data })).toEqual({ kind: 'failed', conversationId: 'conv_1', why: 'busy' })
    expect(readPostCall({ type: 'post_call_audio', data: { full_audio: '' } })).toEqual({ kind: 'other', type: 'post_call_audio' })
  })
})
