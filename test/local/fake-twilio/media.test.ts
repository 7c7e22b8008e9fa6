// Media streams of the simulated Twilio against a server of ours.
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js'
import { afterEach, expect, test } from 'vitest'
import { isVoiced } from '../../../local/simulated/ulaw.ts'
import { eventually } from '../../support/eventually.ts'
import {
  ACCOUNT_SID,
  AUTH_TOKEN,
  FROM,
  startTelephony,
  streamTo,
  type Telephony,
  type TelephonyOptions,
} from '../../support/fake-twilio.ts'
import { agentAudio, type MediaServer, type ServedStream, type StreamMessage, startMediaServer } from '../../support/media-server.ts'
import { startWebhookServer, type WebhookServer } from '../../support/webhook-server.ts'

let bridge: MediaServer
let telephony: Telephony
let api: WebhookServer | undefined
let log: string[]
afterEach(async () => {
  await telephony.close()
  await bridge.close()
  await api?.close()
  api = undefined
})

type React = (stream: ServedStream, message: StreamMessage) => void

const start = async (react?: React, options: TelephonyOptions = {}): Promise<void> => {
  log = []
  bridge = await startMediaServer(react)
  telephony = await startTelephony({ bridge: bridge.port, log: (line) => log.push(line), ...options })
}

const dial = (last: string, twiml = streamTo('/media/token', { attempt: 'att_1' })) =>
  telephony.client.calls.create({ to: `+1202555${last}`, from: FROM, twiml })

const ended = () => eventually(() => telephony.fake.calls()[0]?.endedAt !== undefined).toBe(true)
const hangUp = () => telephony.client.calls(telephony.fake.calls()[0]?.sid ?? '').update({ status: 'completed' })
const media = () => telephony.fake.calls()[0]?.media
const events = (stream: ServedStream | undefined) => [...new Set(stream?.messages.map((message) => message.event))]

const marksOf = (stream: ServedStream | undefined) => stream?.messages.flatMap(({ mark }) => (mark ? [mark.name] : []))

const bytesOf = ({ media: frame }: StreamMessage): Buffer => Buffer.from(frame?.payload ?? '', 'base64')
const isSpeech = (message: StreamMessage): boolean => message.event === 'media' && isVoiced(bytesOf(message))

/** Speaks first, and once more after the caller has spoken and is silent again. */
const conversation = (): React => {
  const said = new Map<ServedStream, 'greeting' | 'heard' | 'answer'>()
  return (stream, message) => {
    const last = said.get(stream)
    if (message.event === 'start') {
      said.set(stream, 'greeting')
      stream.say('media', agentAudio(200))
    } else if (last === 'greeting' && isSpeech(message)) said.set(stream, 'heard')
    else if (last === 'heard' && message.event === 'media' && !isSpeech(message)) {
      said.set(stream, 'answer')
      stream.say('media', agentAudio(200))
    }
  }
}

test('opens the stream under its public name with a signature over the wss address', async () => {
  await start(conversation())
  await dial('0190')
  await ended()
  const [stream] = bridge.streams
  expect(stream?.path).toBe('/media/token')
  expect(stream?.headers.host).toBe('bridge.ringmaster.test')
  const signature = String(stream?.headers['x-twilio-signature'])
  expect(validateRequest(AUTH_TOKEN, signature, 'wss://bridge.ringmaster.test/media/token', {})).toBe(true)
  expect(validateRequest(AUTH_TOKEN, signature, 'https://bridge.ringmaster.test/media/token', {})).toBe(false)
})

test('begins with connected and start, numbers as text, and ends with stop', async () => {
  await start(conversation())
  const { sid } = await dial('0190')
  await ended()
  const [stream] = bridge.streams
  await eventually(() => stream?.closed).toBe(true)
  const [connected, begun] = stream?.messages ?? []
  expect(connected).toEqual({ event: 'connected', protocol: 'Call', version: '1.0.0' })
  expect(begun).toEqual({
    event: 'start',
    sequenceNumber: '1',
    start: {
      accountSid: ACCOUNT_SID,
      streamSid: begun?.streamSid,
      callSid: sid,
      tracks: ['inbound'],
      mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
      customParameters: { attempt: 'att_1' },
    },
    streamSid: expect.stringMatching(/^MZ[0-9a-f]{32}$/),
  })
  expect(stream?.messages.at(-1)).toMatchObject({ event: 'stop', stop: { accountSid: ACCOUNT_SID, callSid: sid } })
  const sequence = stream?.messages.slice(1).map(({ sequenceNumber }) => Number(sequenceNumber))
  expect(sequence).toEqual(sequence?.map((_, i) => i + 1))
})

test('sends frames of 160 bytes with an audible voice and growing times', async () => {
  await start(conversation())
  await dial('0190')
  await ended()
  const frames = bridge.streams[0]?.messages.filter((message) => message.event === 'media') ?? []
  expect(new Set(frames.map((frame) => bytesOf(frame).length))).toEqual(new Set([160]))
  expect(frames.filter(isSpeech).length).toBeGreaterThanOrEqual(15)
  expect(frames.map((frame) => frame.media?.chunk)).toEqual(frames.map((_, i) => String(i + 1)))
  const times = frames.map((frame) => Number(frame.media?.timestamp))
  expect(times).toEqual([...times].sort((a, b) => a - b))
})

test('carries a sample of the audio in a fast run: one exchange, few frames, and says so once', async () => {
  await start(conversation())
  await dial('0190')
  await ended()
  expect(media()).toMatchObject({
    exchanged: true,
    agentBytes: 3_200,
    errors: [],
    closedFirst: 'caller',
    firstAgentAudioMs: expect.any(Number),
  })
  expect(media()?.framesSent).toBeLessThan(60)
  await dial('0190')
  await eventually(() => telephony.fake.calls()[1]?.endedAt !== undefined).toBe(true)
  expect(log.filter((line) => line.includes('each call carries a sample of its audio'))).toHaveLength(1)
})

test('ends a sampled call without an exchange when our server never says anything', async () => {
  await start()
  await dial('0190')
  await ended()
  expect(media()).toMatchObject({ exchanged: false, agentBytes: 0 })
  expect(telephony.fake.calls()[0]?.status).toBe('completed')
})

test('lets frames flow for as long as the call lasts when the run is slow', async () => {
  await start(conversation(), { speed: 10 })
  await dial('0190')
  await ended()
  // 40 s of conversation are 4 s on the machine, of which a busy one loses some; a sample has fewer.
  expect(media()?.framesSent).toBeGreaterThan(60)
})

test('returns a mark when the audio before it was played, and at once when nothing plays', async () => {
  await start((stream, message) => {
    if (message.event !== 'start') return
    stream.say('mark', { mark: { name: 'early' } })
    stream.say('media', agentAudio(300))
    stream.say('mark', { mark: { name: 'late' } })
  })
  await dial('0190')
  await eventually(() => marksOf(bridge.streams[0])).toEqual(['early', 'late'])
  await hangUp()
  expect(media()).toMatchObject({ marks: 2, interrupted: false })
})

test('returns the pending marks and notes the interruption when the audio is cleared', async () => {
  await start((stream, message) => {
    if (message.event !== 'start') return
    stream.say('media', agentAudio(60_000))
    stream.say('mark', { mark: { name: 'never heard' } })
    stream.say('clear')
  })
  await dial('0190')
  await eventually(() => marksOf(bridge.streams[0])).toEqual(['never heard'])
  await hangUp()
  expect(media()?.interrupted).toBe(true)
})

test('somebody who talks over the agent speaks while its audio plays', async () => {
  await start((stream, message) => {
    if (message.event === 'start') stream.say('media', agentAudio(60_000))
  })
  await dial('0196')
  await eventually(() => bridge.streams[0]?.messages.some(isSpeech)).toBe(true)
  await hangUp()
  expect(media()?.agentBytes).toBe(480_000)
})

test('somebody who talks over the agent knows for how long they still heard it', async () => {
  /** So long an agent needs to notice it. Frames say nothing of time: those that a busy machine sends late come all at once. */
  const NOTICED_MS = 60
  await start(
    (stream, message) => {
      if (message.event === 'start') stream.say('media', agentAudio(60_000))
      if (isSpeech(message) && stream.messages.filter(isSpeech).length === 1) setTimeout(() => stream.say('clear'), NOTICED_MS)
    },
    { speed: 8 },
  )
  await dial('0196')
  await ended()
  const { talkedOver = [], heard = [] } = media() ?? {}
  expect(talkedOver).toHaveLength(1)
  expect(talkedOver[0]?.heardForMs).toBeGreaterThanOrEqual(30)
  expect(heard).toEqual([{ fromMs: expect.any(Number), untilMs: (talkedOver[0]?.atMs ?? 0) + (talkedOver[0]?.heardForMs ?? 0) }])
})

test('a network that stalls delays everything both ways, and loses and reorders nothing', async () => {
  await start(
    (stream, message) => {
      if (message.event === 'start') stream.say('mark', { mark: { name: 'before' } })
    },
    { speed: 1 },
  )
  const stall = (settings: object) => fetch(`${telephony.fake.url}/simulator/faults`, { method: 'POST', body: JSON.stringify(settings) })
  await dial('0190')
  await eventually(() => marksOf(bridge.streams[0])).toEqual(['before'])
  const [stream] = bridge.streams
  await stall({ 'stalled-streams': true })
  // What was on its way arrives, and then nothing more.
  let before = 0
  const grows = (): boolean => {
    const isMore = (stream?.messages.length ?? 0) > before
    before = stream?.messages.length ?? 0
    return isMore
  }
  await eventually(grows).toBe(false)
  stream?.say('mark', { mark: { name: 'during' } })
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect(stream?.messages).toHaveLength(before)
  await stall({})
  await eventually(() => marksOf(stream)).toEqual(['before', 'during'])
  const chunks = stream?.messages.flatMap(({ media: frame }) => (frame ? [Number(frame.chunk)] : [])) ?? []
  expect(chunks).toEqual(chunks.map((_, i) => i + 1))
  // A busy machine has sent fewer frames than the thirty of this time.
  expect(chunks.length).toBeGreaterThan(before + 5)
})

test('keeps what the network itself says to the caller', async () => {
  await start()
  const { sid } = await dial('0190')
  await eventually(() => bridge.streams.length).toBe(1)
  await telephony.client.calls(sid).update({ twiml: '<Response><Say>We are sorry.</Say><Hangup/></Response>' })
  await ended()
  const [call] = telephony.fake.calls()
  expect(call?.said).toEqual([{ at: expect.any(Number), text: 'We are sorry.' }])
  expect(call?.media).toMatchObject({ closedFirst: 'api', startedAt: expect.any(Number) })
})

test('somebody presses a key', async () => {
  await start(conversation())
  await dial('0189')
  await ended()
  const pressed = bridge.streams[0]?.messages.find((message) => message.event === 'dtmf')
  expect(pressed).toMatchObject({ dtmf: { track: 'inbound_track', digit: '1' } })
})

test('a mailbox speaks, beeps and is silent, whatever it hears', async () => {
  await start(conversation())
  await dial('0194')
  await ended()
  const frames = bridge.streams[0]?.messages.filter((message) => message.event === 'media') ?? []
  expect(isSpeech(frames[0] ?? { event: '' })).toBe(true)
  expect(isSpeech(frames.at(-1) ?? { event: '' })).toBe(false)
  expect(media()?.exchanged).toBe(true)
})

test('somebody hangs up early, soon after the first word of the agent', async () => {
  await start(conversation(), { speed: 10 })
  await dial('0195')
  await ended()
  expect(media()).toMatchObject({ closedFirst: 'caller', agentBytes: 1_600 })
  const { answeredAt = 0, endedAt = 0 } = telephony.fake.calls()[0] ?? {}
  // Whoever hears the agent out stays for 40 s.
  expect(endedAt - answeredAt).toBeLessThan(30_000)
})

test('ends the call when our server closes the stream and nothing follows', async () => {
  await start(
    (stream, message) => {
      if (message.event === 'start') stream.socket.close()
    },
    { speed: 8 },
  )
  await dial('0190')
  await ended()
  expect(media()).toMatchObject({ closedFirst: 'server' })
  expect(telephony.fake.calls()[0]?.status).toBe('completed')
  expect(events(bridge.streams[0])).not.toContain('stop')
})

test('goes on with the next verb when our server closes the stream', async () => {
  await start((stream, message) => {
    if (message.event === 'start') stream.socket.close()
  })
  await dial('0190', streamTo('/first').replace('</Response>', streamTo('/second').replace('<Response>', '')))
  await ended()
  expect(bridge.streams.map(({ path }) => path)).toEqual(['/first', '/second'])
})

test('notes that our request ended a streaming call', async () => {
  await start(conversation(), { speed: 8 })
  const { sid } = await dial('0190')
  await eventually(() => bridge.streams.length).toBe(1)
  await telephony.client.calls(sid).update({ status: 'completed' })
  expect(media()?.closedFirst).toBe('api')
  await eventually(() => events(bridge.streams[0])).toContain('stop')
})

test.each([
  ['a binary message', (stream: ServedStream) => stream.socket.send(Buffer.from([1, 2])), 31950],
  ['an unknown event', (stream: ServedStream) => stream.socket.send('{"event":"dtmf","streamSid":"MZ"}'), 31951],
  ['no JSON', (stream: ServedStream) => stream.socket.send('hello'), 31951],
  ['the name of another stream', (stream: ServedStream) => stream.socket.send('{"event":"clear","streamSid":"MZ1"}'), 31951],
])('breaks the stream off when our server sends %s', async (_, send, code) => {
  await start((stream, message) => {
    if (message.event === 'start') send(stream)
  })
  await dial('0190')
  await ended()
  expect(media()).toMatchObject({ errors: [code], closedFirst: 'network' })
})

test.each([
  ['with a query string', 'wss://bridge.ringmaster.test/media?token=1', 31920],
  ['that is not encrypted', 'ws://bridge.ringmaster.test/media', 31922],
  ['that is not an address', 'bridge', 31923],
])('does not open a stream to an address %s', async (_, url, code) => {
  await start()
  await dial('0190', `<Response><Connect><Stream url="${url}"/></Connect></Response>`)
  await ended()
  expect(bridge.streams).toEqual([])
  expect(media()?.errors).toEqual([code])
})

test('ends the call when the stream is refused', async () => {
  bridge = await startMediaServer()
  api = await startWebhookServer()
  telephony = await startTelephony({ bridge: api.port })
  await dial('0190')
  await ended()
  expect(media()?.errors).toEqual([31920])
})

test('ends the call when nobody listens', async () => {
  bridge = await startMediaServer()
  telephony = await startTelephony({ bridge: 9 })
  await dial('0190')
  await ended()
  expect(media()?.errors).toEqual([31902])
})

test('tells the status callback of the stream, with ISO times', async () => {
  api = await startWebhookServer()
  await start(conversation(), { api: api.port })
  await dial('0190', streamTo('/media').replace('<Stream ', '<Stream name="s1" statusCallback="https://api.ringmaster.test/stream" '))
  await eventually(() => api?.on('/stream').length).toBe(2)
  expect(api.on('/stream').map(({ fields }) => fields.StreamEvent)).toEqual(['stream-started', 'stream-stopped'])
  expect(api.on('/stream')[0]?.fields).toMatchObject({ StreamName: 's1', Timestamp: expect.stringMatching(/^2026-.*Z$/) })
})
