// ElevenLabs' own client for JavaScript holds a conversation with the simulated agent, over the WebSocket that it has for signed addresses.
import { Conversation, createConnection, type DisconnectionDetails, type IncomingSocketEvent } from '@elevenlabs/client'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { FRAME_MS, silence } from '../../../local/simulated/ulaw.ts'
import { CALLER_PITCH_HZ, makeVoice, speak } from '../../../local/simulated/voice.ts'
import { eventually } from '../../support/eventually.ts'
import { type Agents, signedUrl, startAgents } from '../../support/fake-elevenlabs.ts'

let agents: Agents
afterEach(() => agents.close())

const TEXT_ONLY = { overrides: ['agent.first_message', 'conversation.text_only'] }

const converse = async (agent: Parameters<typeof startAgents>[0] & object) => {
  // What comes together with the metadata is lost on the client, as in a sample of a call; at speed 1 that is the first ping alone.
  agents = await startAgents({ speed: 1, ...agent })
  const messages: string[] = []
  const tools: unknown[] = []
  const ended = Promise.withResolvers<DisconnectionDetails>()
  const conversation = await Conversation.startSession({
    signedUrl: await signedUrl(agents.fake),
    textOnly: true,
    overrides: { agent: { firstMessage: 'Hello {{name}}.' } },
    dynamicVariables: { name: 'Ana' },
    userId: 'att_1',
    clientTools: {
      do_not_call: (parameters) => {
        tools.push(parameters)
        return 'noted'
      },
    },
    onMessage: ({ role, message }) => messages.push(`${role}: ${message}`),
    onDisconnect: ended.resolve,
  })
  return { conversation, messages, tools, ended: ended.promise, record: () => agents.fake.conversations()[0] }
}

test('it talks in text, answers pings, and is told when the agent ends the call', async () => {
  const { conversation, messages, ended, record } = await converse({ agent: { ...TEXT_ONLY, endsAfterReplies: 2 } })
  await eventually(() => messages).toEqual(['agent: Hello Ana.'])
  expect(conversation.getId()).toBe(record()?.id)
  conversation.sendUserMessage('Who is calling?')
  await eventually(() => messages.length).toBe(2)
  await eventually(() => record()?.pongs.length).toBeGreaterThan(0)
  conversation.sendContextualUpdate('The caller pressed 1')
  conversation.sendUserMessage('Thank you')
  expect(await ended).toMatchObject({ reason: 'agent' })
  expect(record()).toMatchObject({ userId: 'att_1', told: ['The caller pressed 1'], closedBy: 'agent', bytesOut: 0 })
})

test('it carries out a tool of its own and confirms it', async () => {
  const parameters = { reason: 'asked for it' }
  const { conversation, messages, tools, record } = await converse({
    agent: { ...TEXT_ONLY, toolUses: { 1: { name: 'do_not_call', parameters } } },
  })
  conversation.sendUserMessage('Never call me again')
  await eventually(() => messages.at(-1)).toContain('I have taken care of that')
  expect(tools).toEqual([parameters])
  expect(record()?.toolCalls).toMatchObject([{ name: 'do_not_call', parameters, answer: { result: 'noted', isError: false } }])
  await conversation.endSession()
  await eventually(() => record()).toMatchObject({ closedBy: 'client', closeCode: 1000 })
})

test('it is told of a refusal with its reason', async () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
  onTestFinished(() => warned.mockRestore())
  agents = await startAgents()
  const refused = Conversation.startSession({ signedUrl: await signedUrl(agents.fake), textOnly: true })
  await expect(refused).rejects.toMatchObject({ closeCode: 1008, message: expect.stringContaining('conversation.text_only') })
})

/** Its microphone and loudspeaker need a browser (AudioContext, getUserMedia); its connection takes telephone audio as it is. */
test('its connection carries audio both ways, and an interruption', async () => {
  agents = await startAgents({ speed: 1 })
  const connection = await createConnection({ signedUrl: await signedUrl(agents.fake), connectionType: 'websocket' })
  const events: IncomingSocketEvent[] = []
  connection.onMessage((event) => events.push(event))
  expect([connection.inputFormat, connection.outputFormat]).toEqual(Array(2).fill({ format: 'ulaw', sampleRate: 8_000 }))
  await eventually(() => events.some(({ type }) => type === 'audio')).toBe(true)
  const voice = makeVoice(CALLER_PITCH_HZ)
  const say = (audio: Buffer) => connection.sendMessage({ user_audio_chunk: audio.toString('base64') })
  for (let ms = 0; ms < 300; ms += FRAME_MS) say(speak(voice, ms * 8, FRAME_MS * 8))
  await eventually(() => events.some(({ type }) => type === 'interruption')).toBe(true)
  say(silence(700))
  await eventually(() => events.some(({ type }) => type === 'user_transcript')).toBe(true)
  connection.close()
  await eventually(() => agents.fake.conversations()[0]).toMatchObject({ closedBy: 'client', interruptions: 1, bytesIn: 8_000 })
})
