// Both simulated providers with nothing but a wire between them: what one says, the other hears.
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { eventually } from '../../support/eventually.ts'
import { type Agents, initiation, signedUrl, startAgents } from '../../support/fake-elevenlabs.ts'
import { FROM, startTelephony, streamTo, type Telephony } from '../../support/fake-twilio.ts'
import { type MediaServer, type ServedStream, startMediaServer } from '../../support/media-server.ts'

let agents: Agents
let telephony: Telephony
let wire: MediaServer
afterEach(async () => {
  await telephony.close()
  await wire.close()
  await agents.close()
})

/** The least that a bridge does. */
const wireTo = async (): Promise<void> => {
  const agentOf = new Map<ServedStream, WebSocket>()
  const open = async (stream: ServedStream): Promise<void> => {
    const agent = new WebSocket(await signedUrl(agents.fake))
    let cut = -1
    agent.on('open', () => agent.send(JSON.stringify(initiation())))
    agent.on('message', (data) => {
      const { type, ...event } = JSON.parse(data.toString())
      if (type === 'ping') agent.send(JSON.stringify({ type: 'pong', event_id: event.ping_event.event_id }))
      if (type === 'audio' && event.audio_event.event_id > cut) stream.say('media', { media: { payload: event.audio_event.audio_base_64 } })
      if (type === 'interruption') {
        cut = event.interruption_event.event_id
        stream.say('clear')
      }
    })
    agent.on('close', () => stream.socket.close())
    stream.socket.on('close', () => agent.close())
    agentOf.set(stream, agent)
  }
  wire = await startMediaServer((stream, message) => {
    const agent = agentOf.get(stream)
    if (message.event === 'start') void open(stream)
    if (message.media && agent?.readyState === WebSocket.OPEN) agent.send(JSON.stringify({ user_audio_chunk: message.media.payload }))
  })
}

const call = async (last: string, speed: number) => {
  agents = await startAgents({ speed })
  await wireTo()
  // One clock for both, as in the running system.
  telephony = await startTelephony({ bridge: wire.port, clock: agents.clock })
  await telephony.client.calls.create({ to: `+1202555${last}`, from: FROM, twiml: streamTo('/media/1') })
  await eventually(() => telephony.fake.calls()[0]?.endedAt !== undefined).toBe(true)
  return { media: telephony.fake.calls()[0]?.media, conversation: agents.fake.conversations()[0] }
}

test('a sampled call is an exchange: first message, words of the caller, answer', async () => {
  const { media, conversation } = await call('0190', 200)
  expect(media).toMatchObject({ exchanged: true, interrupted: false, errors: [] })
  expect(conversation?.transcript.map(({ role }) => role)).toEqual(['agent', 'user', 'agent'])
  expect(conversation?.bytesIn).toBeGreaterThanOrEqual(20 * 160)
  expect(conversation?.bytesOut).toBe(media?.agentBytes)
  expect(conversation?.pongs).toHaveLength(1)
})

test('a mailbox is talked to', async () => {
  const { media, conversation } = await call('0194', 200)
  expect(media).toMatchObject({ exchanged: true, errors: [] })
  expect(conversation?.transcript.map(({ role }) => role)).toContain('user')
})

test('somebody who talks over the agent interrupts it', async () => {
  const { media, conversation } = await call('0196', 4)
  expect(media).toMatchObject({ interrupted: true, errors: [] })
  expect(conversation?.interruptions).toBeGreaterThan(0)
})
