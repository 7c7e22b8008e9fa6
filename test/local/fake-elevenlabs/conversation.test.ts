// The simulated ElevenLabs: addresses, what opens a conversation, what ends it.
import { afterEach, describe, expect, test } from 'vitest'
import { createSignedUrls } from '../../../local/fake-elevenlabs/signed-urls.ts'
import { eventually } from '../../support/eventually.ts'
import { AGENT_ID, type Agents, connect, converse, get, initiation, signedUrl, startAgents } from '../../support/fake-elevenlabs.ts'

let agents: Agents
afterEach(() => agents.close())

const upgradeRefusal = async (address: string): Promise<string> => {
  const failure = await connect(address).then(
    () => undefined,
    (error: unknown) => error,
  )
  return failure instanceof Error ? failure.message : 'It was opened'
}

describe('signed addresses', () => {
  test('are given for the key, under both spellings', async () => {
    agents = await startAgents()
    for (const spelling of ['get-signed-url', 'get_signed_url']) {
      const response = await get(agents.fake, `/v1/convai/conversation/${spelling}?agent_id=${AGENT_ID}`)
      expect(response.status).toBe(200)
      expect(await response.json()).toEqual({
        signed_url: expect.stringMatching(
          /^ws:\/\/127\.0\.0\.1:\d+\/v1\/convai\/conversation\?agent_id=agent_1&conversation_signature=\w+$/,
        ),
      })
    }
  })

  test.each([
    ['a wrong key', AGENT_ID, 'wrong', 401],
    ['another agent', 'agent_2', undefined, 404],
  ])('are refused for %s', async (_, agentId, key, status) => {
    agents = await startAgents()
    expect((await get(agents.fake, `/v1/convai/conversation/get-signed-url?agent_id=${agentId}`, key)).status).toBe(status)
  })

  test('open more than one conversation, but only one when they name it', async () => {
    agents = await startAgents()
    const many = await signedUrl(agents.fake)
    await connect(many)
    await connect(many)
    const once = await signedUrl(agents.fake, '&include_conversation_id=true')
    await connect(once)
    expect(await upgradeRefusal(once)).toContain('403')
  })

  test('without a valid signature open nothing', async () => {
    agents = await startAgents()
    const address = await signedUrl(agents.fake)
    expect(await upgradeRefusal(`${address}x`)).toContain('403')
    expect(await upgradeRefusal(address.replace('/conversation?', '/elsewhere?'))).toContain('404')
  })

  test('expire after fifteen minutes of machine time', async () => {
    agents = await startAgents()
    let now = 0
    const urls = createSignedUrls(() => now)
    const signature = urls.issue(undefined)
    now = 15 * 60_000 - 1
    expect(urls.admit(signature)).toEqual({ conversationId: undefined })
    now += 1
    expect(urls.admit(signature)).toBeUndefined()
  })
})

describe('a conversation', () => {
  test('begins with its metadata and a ping with the number 0, then the first message with the names filled in', async () => {
    agents = await startAgents()
    const client = await converse(agents.fake)
    await eventually(() => client.of('audio').length).toBeGreaterThan(0)
    const [metadata, ping] = client.messages
    const [record] = agents.fake.conversations()
    expect(metadata).toEqual({
      type: 'conversation_initiation_metadata',
      conversation_initiation_metadata_event: {
        conversation_id: record?.id,
        agent_output_audio_format: 'ulaw_8000',
        user_input_audio_format: 'ulaw_8000',
      },
    })
    expect(ping).toEqual({ type: 'ping', ping_event: { event_id: 0, ping_ms: null } })
    expect(client.of('agent_response')[0]?.agent_response_event?.agent_response).toBe('Hello Ana, this is Ringmaster.')
    expect(record).toMatchObject({
      prompt: 'Be kind.',
      firstMessage: 'Hello Ana, this is Ringmaster.',
      variables: { name: 'Ana' },
      userId: 'att_1',
    })
  })

  test('takes the agent as it is set up when nothing is overridden', async () => {
    agents = await startAgents({ agent: { firstMessage: 'Good morning.', audioFormat: 'pcm_16000' } })
    const client = await converse(agents.fake, { type: 'conversation_initiation_client_data' })
    await eventually(() => client.of('agent_response')[0]?.agent_response_event?.agent_response).toBe('Good morning.')
    expect(client.messages[0]).toMatchObject({ conversation_initiation_metadata_event: { agent_output_audio_format: 'pcm_16000' } })
  })

  test('says nothing first when the first message is empty', async () => {
    agents = await startAgents()
    const client = await converse(agents.fake, initiation(''))
    client.talk(300, 200)
    await eventually(() => client.of('agent_response').length).toBe(1)
    expect(client.of('user_transcript')).toHaveLength(1)
    expect(client.messages.findIndex(({ type }) => type === 'user_transcript')).toBeLessThan(
      client.messages.findIndex(({ type }) => type === 'audio'),
    )
  })

  test('notes how fast pings are answered, and pings again with that latency', async () => {
    agents = await startAgents()
    const client = await converse(agents.fake)
    await eventually(() => client.of('ping').length).toBe(1)
    client.send({ type: 'pong', event_id: 0 })
    await eventually(() => agents.fake.conversations()[0]?.pongs).toEqual([{ eventId: 0, latencyMs: expect.any(Number) }])
    await eventually(() => client.of('ping').length).toBe(2)
    expect(client.of('ping')[1]?.ping_event).toEqual({ event_id: 1, ping_ms: expect.any(Number) })
  })

  test('is ended by the client, and remembers it', async () => {
    agents = await startAgents()
    const client = await converse(agents.fake)
    client.close()
    expect((await client.closed).code).toBe(1000)
    await eventually(() => agents.fake.conversations()[0]).toMatchObject({
      closedBy: 'client',
      closeCode: 1000,
      endedAt: expect.any(Number),
    })
  })

  const override = (agent: object) => ({ type: 'conversation_initiation_client_data', conversation_config_override: { agent } })

  test.each([
    ['audio before it has begun', { user_audio_chunk: '' }, 'invalid_message'],
    ['text that is not JSON', 'hello', 'invalid_message'],
    ['an unknown type', { type: 'end_conversation' }, 'invalid_message'],
    ['an unknown key', { ...initiation(), voice: 'x' }, 'invalid_message'],
    ['an unknown override', override({ firstMessage: 'Hi' }), 'invalid_message'],
    ['null instead of nothing', override({ first_message: null }), 'invalid_message'],
    ['a reserved variable', initiation('Hi', { system__time: 'now' }), 'invalid_message'],
    ['a variable that is a list', initiation('Hi', { names: ['Ana'] }), 'invalid_message'],
    ['an override that the agent does not allow', override({ prompt: { llm: 'another' } }), 'override_error'],
    ['a first message without its variable', initiation('Hello {{name}}', {}), 'missing_dynamic_variable'],
    ['a prompt without its variable', override({ prompt: { prompt: 'About {{order}}' } }), 'missing_dynamic_variable'],
  ])('is refused with 1008 for %s', async (_, first, type) => {
    agents = await startAgents()
    const client = await converse(agents.fake, typeof first === 'string' ? {} : first)
    if (typeof first === 'string') client.send(first)
    expect((await client.closed).code).toBe(1008)
    expect(client.messages).toEqual([{ type: 'error', error_event: expect.objectContaining({ code: 1008, error_type: type }) }])
    expect(agents.fake.conversations()[0]).toMatchObject({ closedBy: 'error', error: expect.stringContaining(type) })
  })

  test.each([
    ['an unknown message', { type: 'speak', text: 'Hi' }],
    ['a second beginning', initiation()],
    ['a pong for a ping that was never sent', { type: 'pong', event_id: 99 }],
  ])('ends with 1008 after %s', async (_, message) => {
    agents = await startAgents()
    const client = await converse(agents.fake)
    client.send(message)
    expect((await client.closed).code).toBe(1008)
  })

  test('takes every message that the protocol knows', async () => {
    agents = await startAgents()
    const client = await converse(agents.fake)
    client.send({ type: 'user_activity' })
    client.send({ type: 'contextual_update', text: 'The caller pressed 1' })
    client.send({ type: 'client_tool_result', tool_call_id: 'x', result: 'ok', is_error: false })
    client.send({ type: 'feedback', event_id: 1, score: null })
    client.send({ type: 'user_message', text: 'Please go on' })
    await eventually(() => client.of('agent_response').length).toBe(2)
    expect(client.of('error')).toEqual([])
  })
})

test('limits the conversations at the same time', async () => {
  agents = await startAgents({ concurrencyLimit: 1 })
  const address = await signedUrl(agents.fake)
  await connect(address)
  expect(await upgradeRefusal(address)).toContain('429')
})

describe('faults', () => {
  test('an address can be refused', async () => {
    agents = await startAgents({ faults: { signedUrl: (ordinal) => (ordinal === 0 ? { status: 429 } : undefined) } })
    const statuses = []
    for (let i = 0; i < 2; i += 1)
      statuses.push((await get(agents.fake, `/v1/convai/conversation/get-signed-url?agent_id=${AGENT_ID}`)).status)
    expect(statuses).toEqual([429, 200])
  })

  test('an upgrade can be refused', async () => {
    agents = await startAgents({ faults: { upgrade: () => ({ status: 401 }) } })
    expect(await upgradeRefusal(await signedUrl(agents.fake))).toContain('401')
  })
})

test('shows a conversation over REST, while it lives and after', async () => {
  agents = await startAgents({ speed: 20 })
  const client = await converse(agents.fake)
  await eventually(() => client.of('audio').length).toBeGreaterThan(0)
  const path = `/v1/convai/conversations/${agents.fake.conversations()[0]?.id}`
  const shown = async () => (await get(agents.fake, path)).json()
  expect(await shown()).toMatchObject({
    agent_id: AGENT_ID,
    user_id: 'att_1',
    status: 'in-progress',
    transcript: [{ role: 'agent', message: 'Hello Ana, this is Ringmaster.', time_in_call_secs: expect.any(Number) }],
    conversation_initiation_client_data: { dynamic_variables: { name: 'Ana' } },
    has_response_audio: true,
    has_user_audio: false,
  })
  client.close()
  await eventually(shown).toMatchObject({ status: 'done' })
  expect((await get(agents.fake, '/v1/convai/conversations/conv_none')).status).toBe(404)
  expect((await get(agents.fake, path, 'wrong')).status).toBe(401)
})
