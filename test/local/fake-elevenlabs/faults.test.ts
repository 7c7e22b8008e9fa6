// Everything that can be made to go wrong with the simulated agent, as a client meets it.
import { afterEach, expect, test } from 'vitest'
import { type SystemClock, systemClock } from '../../../local/clock/clock.ts'
import { CLOSE_CODE, type ErrorType } from '../../../local/fake-elevenlabs/errors.ts'
import type { ConversationFault, Moment, Nonsense } from '../../../local/fake-elevenlabs/faults.ts'
import { nonsense } from '../../../local/fake-elevenlabs/nonsense.ts'
import { eventually } from '../../support/eventually.ts'
import { type Agents, connect, converse, get, initiation, signedUrl, startAgents } from '../../support/fake-elevenlabs.ts'

let agents: Agents
afterEach(() => agents.close())

const start = async (fault: ConversationFault, clock?: SystemClock) => {
  const agent = { toolUses: { 1: { name: 'do_not_call', parameters: {} } } }
  agents = await startAgents({ agent, faults: { conversation: () => fault }, ...(clock ? { clock } : {}) })
  const client = await converse(agents.fake, initiation('A long first message that takes a while.'))
  return client
}

test.each<[Moment, string[]]>([
  ['open', []],
  ['initiation', []],
  ['conversation_initiation_metadata', ['conversation_initiation_metadata']],
  ['agent_response', ['conversation_initiation_metadata', 'ping', 'agent_mood', 'agent_response']],
  ['audio', ['conversation_initiation_metadata', 'ping', 'agent_mood', 'agent_response', 'audio']],
])('a conversation can end at any moment: %s', async (at, said) => {
  const client = await start({ at, trouble: { closes: 1011 } })
  expect((await client.closed).code).toBe(1011)
  expect(client.messages.map(({ type }) => type)).toEqual(said)
  await eventually(() => agents.fake.conversations()[0]?.closedBy).toBe('error')
})

test.each<[Moment]>([['interruption'], ['client_tool_call']])('a conversation can end behind %s', async (at) => {
  const client = await start({ at, trouble: { closes: 1011 } })
  await eventually(() => client.of('audio').length).toBeGreaterThan(0)
  if (at === 'interruption') client.talk(300, 0)
  else client.send({ type: 'user_message', text: 'Never call me again' })
  expect((await client.closed).code).toBe(1011)
  expect(client.messages.at(-1)?.type).toBe(at)
})

test.each([1000, 1002, 1006, 1008, 1011] as const)('it closes with %i', async (code) => {
  const client = await start({ at: 'audio', trouble: { closes: code } })
  expect((await client.closed).code).toBe(code)
})

const isErrorType = (type: string): type is ErrorType => type in CLOSE_CODE

test.each(Object.keys(CLOSE_CODE).filter(isErrorType))('it names the error and closes with its code: %s', async (type) => {
  const client = await start({ at: 'audio', trouble: { error: type } })
  expect((await client.closed).code).toBe(CLOSE_CODE[type])
  expect(client.messages.at(-1)?.error_event).toMatchObject({ code: CLOSE_CODE[type], error_type: type })
})

test('an agent that is never ready takes everything and says nothing', async () => {
  const client = await start({ at: 'initiation', trouble: 'mute' })
  client.talk(200, 0)
  await eventually(() => agents.fake.conversations()[0]?.bytesIn).toBe(1_600)
  expect(client.messages).toEqual([])
})

test('an agent that falls silent in the middle still listens', async () => {
  const client = await start({ at: 'audio', trouble: 'mute' })
  await eventually(() => client.of('audio').length).toBe(1)
  client.talk(300, 200)
  client.send({ type: 'user_message', text: 'Hello?' })
  await eventually(() => agents.fake.conversations()[0]?.transcript.some(({ message }) => message === 'Hello?')).toBe(true)
  expect(client.of('user_transcript')).toEqual([])
})

test('an agent that takes nothing lets its client’s audio pile up', async () => {
  const client = await start({ at: 'conversation_initiation_metadata', trouble: 'deaf' })
  await eventually(() => client.of('conversation_initiation_metadata').length).toBe(1)
  client.talk(2_000, 0)
  await eventually(() => client.of('audio').length).toBeGreaterThan(0)
  expect(agents.fake.conversations()[0]?.bytesIn).toBe(0)
})

test('a stall of the network delays everything and loses and reorders nothing', async () => {
  const STALL_MS = 400
  const clock = systemClock({ speed: 120, startAt: Date.parse('2026-11-22T10:00:00Z') })
  const stall = Promise.withResolvers<() => void>()
  // The stall is over when the test says so.
  const afterMachine: SystemClock['afterMachine'] = (ms, fn) => {
    if (ms !== STALL_MS) return clock.afterMachine(ms, fn)
    stall.resolve(fn)
    return () => {}
  }
  const client = await start({ at: 'conversation_initiation_metadata', trouble: { stallsMs: STALL_MS } }, { ...clock, afterMachine })
  const end = await stall.promise
  await eventually(() => client.messages.length).toBe(1)
  client.talk(400, 0)
  // Whatever passes at all has passed when another request has been there and back.
  await get(agents.fake, '/')
  expect(client.messages.map(({ type }) => type)).toEqual(['conversation_initiation_metadata'])
  expect(agents.fake.conversations()[0]?.bytesIn).toBe(0)
  end()
  await eventually(() => client.of('audio').length).toBeGreaterThan(0)
  // What it makes of the caller's words comes when those do: before or behind what it was about to say itself.
  const own = client.messages.map(({ type }) => type).filter((type) => !type.endsWith('user_transcript'))
  expect(own.slice(0, 4)).toEqual(['conversation_initiation_metadata', 'ping', 'agent_mood', 'agent_response'])
  await eventually(() => agents.fake.conversations()[0]?.bytesIn).toBe(3_200)
})

test.each<Nonsense>(['binary', 'not JSON', 'not an object', 'without its event', 'bad base64', 'too large'])(
  'it can send %s',
  async (kind) => {
    agents = await startAgents({ faults: { conversation: () => ({ at: 'initiation', trouble: { sends: kind } }) } })
    const client = await connect(await signedUrl(agents.fake), { keepsNonsense: true })
    client.send(initiation())
    await eventually(() => client.texts.length).toBeGreaterThan(0)
    expect(client.texts[0] === nonsense(kind).toString()).toBe(true)
  },
)

test('it can send everything at once', async () => {
  agents = await startAgents({ speed: 1, agent: { isHasty: true } })
  const client = await converse(agents.fake, initiation('word '.repeat(1_000)))
  await eventually(() => agents.fake.conversations()[0]?.bytesOut).toBe(5_000 * 60 * 8)
  await eventually(() => client.of('audio').length).toBeGreaterThan(100)
})

test('a ping that nobody answers is noted', async () => {
  agents = await startAgents()
  const client = await converse(agents.fake)
  await eventually(() => agents.fake.conversations()[0]?.missedPongs).toEqual([0])
  expect(client.of('error')).toEqual([])
})

test('the formats of both directions are the agent’s own', async () => {
  agents = await startAgents({ agent: { audioFormat: 'pcm_16000', inputFormat: 'ulaw_8000' } })
  const client = await converse(agents.fake)
  await eventually(() => client.messages[0]).toMatchObject({
    conversation_initiation_metadata_event: { agent_output_audio_format: 'pcm_16000', user_input_audio_format: 'ulaw_8000' },
  })
})
