// Recordings of the simulated Twilio: both sides as they were heard, told of, served and deleted as Twilio does it.
import { afterEach, describe, expect, it } from 'vitest'
import { createTape } from '../../../local/fake-twilio/tape.ts'
import { FRAME_BYTES, FRAME_MS, isVoiced } from '../../../local/simulated/ulaw.ts'
import { AGENT_PITCH_HZ, makeVoice } from '../../../local/simulated/voice.ts'
import { eventually } from '../../support/eventually.ts'
import { ACCOUNT_SID, AUTH_TOKEN, FROM, startTelephony, streamTo, type Telephony, WAIT } from '../../support/fake-twilio.ts'
import { agentAudio, type MediaServer, startMediaServer } from '../../support/media-server.ts'
import { startWebhookServer, type WebhookServer } from '../../support/webhook-server.ts'

const HEADER_BYTES = 44

/** How loud a channel is in so many milliseconds: the mean of its samples without their signs. */
const loudness = (wav: Buffer, channel: 0 | 1, [fromMs, untilMs]: [number, number]): number => {
  const samples = Array.from({ length: (untilMs - fromMs) * 8 }, (_, i) =>
    Math.abs(wav.readInt16LE(HEADER_BYTES + ((fromMs * 8 + i) * 2 + channel) * 2)),
  )
  return samples.reduce((sum, sample) => sum + sample, 0) / samples.length
}

describe('a tape', () => {
  const frame = makeVoice(AGENT_PITCH_HZ).subarray(0, FRAME_BYTES)

  it('has each side on its channel, when it was heard, and silence elsewhere', () => {
    const tape = createTape()
    const frames = tape.taking(() => frame.toString('base64'))
    frames('speech', 5)
    frames('silence', 6)
    tape.on.played(frame, 500)
    const wav = tape.wav(1)
    expect(wav.length).toBe(HEADER_BYTES + 8_000 * 4)
    expect(wav.subarray(0, 4).toString()).toBe('RIFF')
    expect(loudness(wav, 0, [100, 120])).toBeGreaterThan(100)
    expect(loudness(wav, 1, [500, 520])).toBeGreaterThan(100)
    for (const quiet of [loudness(wav, 0, [120, 1_000]), loudness(wav, 1, [0, 500]), loudness(wav, 1, [520, 1_000])]) expect(quiet).toBe(0)
  })

  it('lacks what was cut off before it was heard', () => {
    const tape = createTape()
    tape.on.played(Buffer.concat([frame, frame]), 0)
    tape.on.played(frame, 2 * FRAME_MS)
    tape.on.cut(FRAME_MS)
    const wav = tape.wav(1)
    expect(loudness(wav, 1, [0, FRAME_MS])).toBeGreaterThan(100)
    expect(loudness(wav, 1, [FRAME_MS, 1_000])).toBe(0)
  })
})

describe('a recorded call', () => {
  let bridge: MediaServer
  let api: WebhookServer
  let telephony: Telephony
  afterEach(async () => {
    await telephony.close()
    await bridge.close()
    await api.close()
  })

  const CALLBACK = '/recording/att_1'

  /** Speaks first, and again when the caller has spoken: an exchange, after which a call in a fast run may end. */
  const agent = (): Parameters<typeof startMediaServer>[0] => {
    let hasHeard = false
    return (stream, { event, media }) => {
      const isSpeech = media !== undefined && isVoiced(Buffer.from(media.payload, 'base64'))
      if (event === 'start' || (hasHeard && event === 'media' && !isSpeech)) stream.say('media', agentAudio(200))
      hasHeard = isSpeech
    }
  }
  const start = async (options: Parameters<typeof startTelephony>[0] = {}): Promise<void> => {
    api = await startWebhookServer()
    bridge = await startMediaServer(agent())
    telephony = await startTelephony({ api: api.port, bridge: bridge.port, ...options })
  }
  const dial = (last: string, more: object = {}) =>
    telephony.client.calls.create({
      ...{ to: `+1202555${last}`, from: FROM, twiml: WAIT, record: true, recordingChannels: 'dual' },
      ...{ recordingStatusCallback: `https://api.ringmaster.test${CALLBACK}`, recordingStatusCallbackEvent: ['completed', 'absent'] },
      ...more,
    })
  const told = () => api.on(CALLBACK).map(({ fields }) => fields)
  const get = (path: string, method = 'GET') =>
    fetch(`${telephony.fake.url}/2010-04-01/Accounts/${ACCOUNT_SID}/${path}`, {
      method,
      headers: { authorization: `Basic ${btoa(`${ACCOUNT_SID}:${AUTH_TOKEN}`)}` },
    })

  it('is told of once it is over, and its audio has both voices and its length', async () => {
    await start()
    const { sid } = await dial('0190', { twiml: streamTo('/media/token') })
    await eventually(() => told().length).toBe(1)
    const call = await telephony.client.calls(sid).fetch()
    const [{ RecordingSid = '', ...fields } = {}] = told()
    expect(fields).toMatchObject({
      ...{ AccountSid: ACCOUNT_SID, CallSid: sid, RecordingStatus: 'completed', RecordingDuration: call.duration },
      ...{ RecordingChannels: '2', RecordingSource: 'OutboundAPI', RecordingUrl: expect.stringContaining(RecordingSid) },
    })
    const [recording] = await telephony.client.calls(sid).recordings.list()
    expect(recording).toMatchObject({ sid: RecordingSid, callSid: sid, status: 'completed', duration: call.duration, channels: 2 })
    const wav = Buffer.from(await (await get(`Recordings/${RecordingSid}.wav?RequestedChannels=2`)).arrayBuffer())
    const seconds = Number(call.duration)
    expect(wav.length).toBe(HEADER_BYTES + seconds * 8_000 * 4)
    for (const channel of [0, 1] as const) expect(loudness(wav, channel, [0, seconds * 1_000])).toBeGreaterThan(0)
  })

  it('is gone when it was deleted', async () => {
    await start()
    const { sid } = await dial('0190')
    await eventually(() => told().length).toBe(1)
    const RecordingSid = told()[0]?.RecordingSid ?? ''
    expect(await telephony.client.recordings(RecordingSid).remove()).toBe(true)
    expect((await get(`Recordings/${RecordingSid}.wav`)).status).toBe(404)
    expect(await telephony.client.calls(sid).recordings.list()).toEqual([])
  })

  it('is none that nobody answers, or that is not to be recorded', async () => {
    await start()
    const calls = [await dial('0191'), await dial('0190', { record: undefined })]
    await eventually(() => telephony.fake.calls().every(({ endedAt }) => endedAt !== undefined)).toBe(true)
    for (const { sid } of calls) expect(await telephony.client.calls(sid).recordings.list()).toEqual([])
    expect(told()).toEqual([])
  })

  it('whose callback is lost is there all the same', async () => {
    await start({ faults: { losesRecording: () => true } })
    const { sid } = await dial('0190')
    await eventually(async () => (await telephony.client.calls(sid).recordings.list()).map(({ status }) => status)).toEqual(['completed'])
    expect(told()).toEqual([])
  })
})
