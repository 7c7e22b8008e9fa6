// How the simulated agent speaks, listens, is interrupted and says goodbye.
import { afterEach, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { encode } from '../../../local/fake-elevenlabs/agent-messages.ts'
import { AGENT } from '../../../local/fake-elevenlabs/agent-settings.ts'
import { createConversation } from '../../../local/fake-elevenlabs/conversation.ts'
import { newRecord } from '../../../local/fake-elevenlabs/conversation-record.ts'
import { createEar, WHOLE_CONVERSATION } from '../../../local/fake-elevenlabs/ear.ts'
import { fillIn, missingVariables } from '../../../local/fake-elevenlabs/lines.ts'
import { createSpeech } from '../../../local/fake-elevenlabs/speech.ts'
import { seeded } from '../../../local/simulated/seeded.ts'
import { isVoiced, silence } from '../../../local/simulated/ulaw.ts'
import { AGENT_PITCH_HZ, CALLER_PITCH_HZ, makeVoice, speak } from '../../../local/simulated/voice.ts'
import { eventually } from '../../support/eventually.ts'
import { type AgentMessage, type Agents, type Client, converse, initiation, startAgents } from '../../support/fake-elevenlabs.ts'

const Corrected = z.object({
  agent_response_correction_event: z.object({ original_agent_response: z.string(), corrected_agent_response: z.string() }),
})

const audioOf = (message: AgentMessage): Buffer => Buffer.from(message.audio_event?.audio_base_64 ?? '', 'base64')
const idsOf = (client: Client): number[] => client.of('audio').map((message) => message.audio_event?.event_id ?? -1)
const indexOf = (client: Client, type: string): number => client.messages.findIndex((message) => message.type === type)
const audioBehind = (client: Client, moment: string): AgentMessage[] =>
  client.messages.slice(indexOf(client, moment)).filter(({ type }) => type === 'audio')

describe('over a socket', () => {
  let agents: Agents
  afterEach(() => agents.close())

  test('speaks audibly in chunks whose ids grow', async () => {
    agents = await startAgents({ speed: 1 })
    const client = await converse(agents.fake)
    await eventually(() => agents.fake.conversations()[0]?.bytesOut).toBe(30 * 60 * 8)
    expect(client.of('audio').every((message) => isVoiced(audioOf(message)))).toBe(true)
    expect(idsOf(client)).toEqual([...new Set(idsOf(client))].sort((a, b) => a - b))
  })

  test('answers after the caller has spoken, not before', async () => {
    agents = await startAgents()
    const client = await converse(agents.fake, initiation('Hi'))
    await eventually(() => client.of('audio').length).toBeGreaterThan(0)
    // Two letters take 120 ms; then the agent is silent.
    await new Promise((resolve) => setTimeout(resolve, 200))
    client.talk(0, 500)
    client.talk(300, 0)
    await eventually(() => client.of('tentative_user_transcript').length).toBe(1)
    expect(client.of('agent_response')).toHaveLength(1)
    client.talk(0, 100)
    await eventually(() => client.of('agent_response').length).toBe(2)
    expect(indexOf(client, 'user_transcript')).toBeGreaterThan(indexOf(client, 'tentative_user_transcript'))
    expect(client.of('interruption')).toEqual([])
    expect(agents.fake.conversations()[0]?.transcript.map(({ role }) => role)).toEqual(['agent', 'user', 'agent'])
  })

  test('is interrupted: says what was cut, sends late audio under the same id, and goes on with higher ids', async () => {
    agents = await startAgents({ speed: 1 })
    const client = await converse(agents.fake, initiation('A very long first message. '.repeat(20)))
    await eventually(() => client.of('audio').length).toBeGreaterThan(1)
    client.talk(300, 0)
    await eventually(() => client.of('interruption').length).toBe(1)
    const cut = client.of('interruption')[0]?.interruption_event?.event_id ?? 0
    await eventually(() => audioBehind(client, 'interruption')).toHaveLength(1)
    expect(Math.max(...idsOf(client))).toBe(cut)
    client.talk(0, 700)
    await eventually(() => client.of('agent_response').length).toBe(2)
    await eventually(() => Math.max(...idsOf(client))).toBeGreaterThan(cut)
    expect(agents.fake.conversations()[0]?.interruptions).toBe(1)
  })

  test('is interrupted, in the other reading of the id: late audio has a lower one, and the next turn begins with it', async () => {
    agents = await startAgents({ speed: 1, agent: { interruptedId: 'new', lateAudioMs: 100 } })
    const client = await converse(agents.fake, initiation('A very long first message. '.repeat(20)))
    await eventually(() => client.of('audio').length).toBeGreaterThan(1)
    client.talk(300, 0)
    await eventually(() => client.of('interruption').length).toBe(1)
    const cut = client.of('interruption')[0]?.interruption_event?.event_id ?? 0
    await eventually(() => audioBehind(client, 'interruption')).toHaveLength(1)
    expect(Math.max(...idsOf(client))).toBeLessThan(cut)
    client.talk(0, 700)
    await eventually(() => idsOf(client).includes(cut)).toBe(true)
    expect(client.of('agent_response')[1]?.agent_response_event?.event_id).toBe(cut)
  })

  test('tells what was heard of an interrupted turn', async () => {
    agents = await startAgents({ speed: 1 })
    // Audio is sent far faster than it is heard: of less a busy machine would have sent all.
    const words = 'A very long first message. '.repeat(1_000)
    const client = await converse(agents.fake, initiation(words))
    await eventually(() => client.of('audio').length).toBeGreaterThan(1)
    client.talk(300, 0)
    await eventually(() => client.of('agent_response_correction').length).toBe(1)
    const { agent_response_correction_event: told } = Corrected.parse(client.of('agent_response_correction')[0])
    expect(told.original_agent_response).toBe(words)
    expect(words.startsWith(told.corrected_agent_response)).toBe(true)
    expect(told.corrected_agent_response.length).toBeLessThan(words.length)
  })

  test.each([
    ['has worked', false, 'I have taken care of that'],
    ['has failed', true, 'that did not work'],
  ])('uses a tool of its client and waits for the answer: it %s', async (_, is_error, says) => {
    const parameters = { inMinutes: 60 }
    agents = await startAgents({ agent: { toolUses: { 1: { name: 'schedule_callback', parameters } } } })
    const client = await converse(agents.fake, initiation('Hi'))
    client.send({ type: 'user_message', text: 'Call me in an hour' })
    await eventually(() => client.of('client_tool_call').length).toBe(1)
    const call = client.of('client_tool_call')[0]?.client_tool_call
    expect(call).toMatchObject({ tool_name: 'schedule_callback', parameters })
    expect(client.of('agent_response')).toHaveLength(1)
    client.send({ type: 'client_tool_result', tool_call_id: call?.tool_call_id ?? '', result: 'noted', is_error })
    await eventually(() => client.of('agent_response')[1]?.agent_response_event?.agent_response).toContain(says)
    const [known] = agents.fake.conversations()[0]?.toolCalls ?? []
    expect(known).toMatchObject({ parameters, answer: { result: 'noted', isError: is_error, afterMs: expect.any(Number) } })
  })

  test.each([
    ['call-back', 'schedule_callback', { inMinutes: 60 }, 'I have taken care of that'],
    ['do-not-call', 'do_not_call', {}, 'Nobody will call you again'],
  ] as const)('understands the wish %s, and uses %s', async (wish, name, parameters, says) => {
    agents = await startAgents()
    const client = await converse(agents.fake, initiation(''))
    client.talk(400, 100, wish)
    await eventually(() => client.of('client_tool_call').length).toBe(1)
    const call = client.of('client_tool_call')[0]?.client_tool_call
    expect(call).toMatchObject({ tool_name: name, parameters })
    client.send({ type: 'client_tool_result', tool_call_id: call?.tool_call_id ?? '', result: 'noted', is_error: false })
    await eventually(() => client.of('agent_response').at(-1)?.agent_response_event?.agent_response).toContain(says)
    if (wish === 'do-not-call') expect((await client.closed).code).toBe(1000)
  })

  test('tells how sure it is that somebody speaks, when that is asked for', async () => {
    agents = await startAgents({ agent: { clientEvents: ['vad_score', 'audio'] } })
    const client = await converse(agents.fake)
    client.talk(300, 700)
    await eventually(() => client.of('vad_score').length).toBe(2)
  })

  test('sends only the messages that the client asks for, when the agent lets it', async () => {
    const overrides = ['conversation.client_events']
    agents = await startAgents({ agent: { overrides } })
    const client = await converse(agents.fake, {
      type: 'conversation_initiation_client_data',
      conversation_config_override: { conversation: { client_events: ['agent_response'] } },
    })
    await eventually(() => client.messages.map(({ type }) => type)).toEqual(['agent_response'])
  })

  test('ends the call after its last reply: tells the tool, then closes with 1000', async () => {
    agents = await startAgents({ agent: { endsAfterReplies: 1 } })
    const client = await converse(agents.fake, initiation('Hi'))
    client.send({ type: 'user_message', text: 'No, thank you' })
    expect((await client.closed).code).toBe(1000)
    expect(client.messages.at(-1)).toMatchObject({
      type: 'agent_tool_response',
      agent_tool_response: { tool_name: 'end_call', tool_type: 'system', is_called: true, is_error: false },
    })
    expect(client.of('agent_response').at(-1)?.agent_response_event?.agent_response).toContain('Goodbye')
    await eventually(() => agents.fake.conversations()[0]).toMatchObject({ closedBy: 'agent', closeCode: 1000 })
  })

  test('ends the call without the tool event when the agent does not send it', async () => {
    agents = await startAgents({ agent: { endsAfterReplies: 1, clientEvents: ['audio'] } })
    const client = await converse(agents.fake, initiation('Hi'))
    client.send({ type: 'user_message', text: 'No, thank you' })
    expect((await client.closed).code).toBe(1000)
    expect(new Set(client.messages.map(({ type }) => type))).toEqual(new Set(['audio']))
  })
})

test('gives up after a minute without input', () => {
  let now = 0
  const sent: string[] = []
  const closes: number[] = []
  const record = newRecord('conv_1', 0)
  const conversation = createConversation({
    socket: { send: (data) => sent.push(String(data)), close: (code) => closes.push(code), reset() {}, pause() {}, resume() {} },
    now: () => now,
    after: () => () => {},
    agent: AGENT,
    speech: createSpeech(silence(20)),
    isSample: true,
    random: seeded(1),
    fault: undefined,
    record,
    campaignNow: () => now,
  })
  conversation.receive(JSON.stringify(initiation()))
  now = 59_999
  conversation.beat(now)
  expect(closes).toEqual([])
  now = 60_000
  conversation.beat(now)
  expect(closes).toEqual([1002])
  expect(JSON.parse(sent.at(-1) ?? '')).toMatchObject({ type: 'error', error_event: { error_type: 'transport_receive_timeout' } })
})

test('the keys of a message come in either order', () => {
  const random = seeded(1)
  const texts = Array.from({ length: 50 }, () => encode({ type: 'ping', ping_event: { event_id: 0, ping_ms: null } }, random))
  expect(new Set(texts).size).toBe(2)
  expect(new Set(texts.map((text) => JSON.stringify(Object.entries(JSON.parse(text)).sort()))).size).toBe(1)
})

describe('speech', () => {
  const speech = createSpeech(makeVoice(AGENT_PITCH_HZ))
  const lengths = (text: string, isSample: boolean) => speech(text, isSample, seeded(1)).map((chunk) => chunk.length)

  test('grows with the text, in whole frames of different sizes', () => {
    const chunks = lengths('x'.repeat(200), false)
    expect(chunks.reduce((sum, bytes) => sum + bytes, 0)).toBe(200 * 60 * 8)
    expect(chunks.filter((bytes) => bytes % 160 !== 0)).toEqual([])
    expect(new Set(chunks).size).toBeGreaterThan(3)
    expect(Math.max(...chunks)).toBeLessThanOrEqual(16_000)
  })

  test('is short in a sample of a call', () => {
    expect(lengths('x'.repeat(200), true).reduce((sum, bytes) => sum + bytes, 0)).toBe(400 * 8)
  })
})

describe('the ear', () => {
  const voice = makeVoice(CALLER_PITCH_HZ)

  test('hears speech begin and end, and neither in a click nor in a pause for breath', () => {
    const ear = createEar(WHOLE_CONVERSATION)
    const hears = (ms: number, isSpeech: boolean) => ear.hear(isSpeech ? speak(voice, 0, ms * 8) : silence(ms))
    expect(hears(40, true)).toEqual([])
    expect(hears(1_000, false)).toEqual([])
    expect(hears(300, true)).toEqual(['begins'])
    expect(hears(500, false)).toEqual([])
    expect(hears(100, true)).toEqual([])
    expect(hears(700, false)).toEqual(['ends'])
    expect(hears(5_000, false)).toEqual([])
  })

  test('hears both in one long message', () => {
    const ear = createEar(WHOLE_CONVERSATION)
    expect(ear.hear(Buffer.concat([speak(voice, 0, 4_000), silence(700)]))).toEqual(['begins', 'ends'])
  })
})

test('variables may be columns of any name; those of the platform are always there', () => {
  expect(missingVariables('{{name}} {{ First Name }} {{system__time}}', { name: 'Ana' })).toEqual(['First Name'])
  expect(fillIn('Hello {{ First Name }}, {{vip}} {{n}}', { 'First Name': 'Ana', vip: true, n: 2 })).toBe('Hello Ana, true 2')
})
