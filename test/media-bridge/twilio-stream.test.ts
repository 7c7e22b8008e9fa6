// Messages as Twilio documents them: https://www.twilio.com/docs/voice/media-streams/websocket-messages
import { describe, expect, it } from 'vitest'
import { readCaller, writeCaller } from '../../media-bridge/twilio-stream.ts'
import { ACCOUNT_SID, CALL_SID, STREAM_SID } from '../support/bridge.ts'

const START = {
  event: 'start',
  sequenceNumber: '1',
  start: {
    accountSid: ACCOUNT_SID,
    streamSid: STREAM_SID,
    callSid: CALL_SID,
    tracks: ['inbound'],
    mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
    customParameters: { attemptId: 'att' },
  },
  streamSid: STREAM_SID,
}
const read = (message: unknown) => readCaller(JSON.stringify(message))

describe('reading Twilio’s media stream', () => {
  it.each([
    [{ event: 'connected', protocol: 'Call', version: '1.0.0' }, { type: 'caller.connected' }],
    [START, { type: 'caller.start', streamSid: STREAM_SID, callSid: CALL_SID }],
    [
      {
        event: 'media',
        sequenceNumber: '3',
        media: { track: 'inbound', chunk: '1', timestamp: '5', payload: '/v7+' },
        streamSid: STREAM_SID,
      },
      { type: 'caller.media', streamSid: STREAM_SID, payload: '/v7+' },
    ],
    [
      { event: 'mark', sequenceNumber: '4', streamSid: STREAM_SID, mark: { name: '17' } },
      { type: 'caller.mark', streamSid: STREAM_SID, name: '17' },
    ],
    [
      { event: 'dtmf', streamSid: STREAM_SID, sequenceNumber: '5', dtmf: { track: 'inbound_track', digit: '#' } },
      { type: 'caller.key', streamSid: STREAM_SID, digit: '#' },
    ],
    [
      { event: 'stop', sequenceNumber: '5', streamSid: STREAM_SID, stop: { accountSid: ACCOUNT_SID, callSid: CALL_SID } },
      { type: 'caller.stop', streamSid: STREAM_SID },
    ],
  ])('understands %j', (message, meaning) => {
    expect(read(message)).toEqual(meaning)
  })

  it('does not mind the order of the fields', () => {
    expect(readCaller(`{"streamSid":"MZ","media":{"payload":"AAAA"},"event":"media"}`)).toMatchObject({ type: 'caller.media' })
  })

  it('passes over what is new', () => {
    expect(read({ event: 'something-new' })).toBeUndefined()
  })

  it.each([
    ['text that is not JSON', 'hello'],
    ['JSON that is no message', '[1]'],
    ['a message without a kind', '{}'],
    ['media without a payload', JSON.stringify({ event: 'media', streamSid: STREAM_SID, media: {} })],
    ['a payload that is not base64', JSON.stringify({ event: 'media', streamSid: STREAM_SID, media: { payload: 'not "base64"' } })],
    ['a key that no telephone has', JSON.stringify({ event: 'dtmf', streamSid: STREAM_SID, dtmf: { digit: '12' } })],
    ['a start of no account', JSON.stringify({ ...START, start: { ...START.start, accountSid: 'AC1' } })],
    ['a start of no call', JSON.stringify({ ...START, start: { ...START.start, callSid: '../x' } })],
    [
      'another audio format',
      JSON.stringify({ ...START, start: { ...START.start, mediaFormat: { encoding: 'audio/l16', sampleRate: 16000, channels: 1 } } }),
    ],
  ])('calls %s malformed', (_, text) => {
    expect(readCaller(text)).toEqual({ type: 'caller.malformed' })
  })
})

describe('writing to Twilio’s media stream', () => {
  it.each([
    [{ event: 'media', payload: 'AAAA' } as const, { event: 'media', streamSid: 'MZ1', media: { payload: 'AAAA' } }],
    [{ event: 'mark', name: '17' } as const, { event: 'mark', streamSid: 'MZ1', mark: { name: '17' } }],
    [{ event: 'clear' } as const, { event: 'clear', streamSid: 'MZ1' }],
  ])('says %j', (message, wire) => {
    expect(JSON.parse(writeCaller('MZ1', message))).toEqual(wire)
  })
})
