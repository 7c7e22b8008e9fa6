// What is read without JSON.parse must mean what the full readers make of it, whatever the text.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAgent, readAgentMessage } from '../../media-bridge/agent-stream.ts'
import { readAgentFrame, readCallerFrame, readCallerMark, writeAgentFrame, writeCallerFrame } from '../../media-bridge/media-frames.ts'
import { readCaller, readCallerMessage } from '../../media-bridge/twilio-stream.ts'
import { frame, STREAM_SID } from '../support/bridge.ts'

const base64 = () => fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('base64'))
const payload = () => fc.oneof(base64(), fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom('A===', 'AAA', 'AA A', 'AA-_', ''))
const member = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 20 })
const number = () => fc.oneof(fc.nat(), fc.constantFrom(-1, 1.5, 1e21, Number.MAX_SAFE_INTEGER))

/** The object with its fields in some order. */
const shuffled = <T extends object>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<object> =>
  arbitrary.chain((object) =>
    fc.shuffledSubarray(Object.entries(object), { minLength: Object.keys(object).length }).map((entries) => Object.fromEntries(entries)),
  )

const callerMessage = () =>
  shuffled(
    fc.record({
      event: fc.constantFrom('media', 'media', 'mark'),
      sequenceNumber: member(fc.oneof(fc.nat().map(String), fc.nat())),
      mark: member(fc.record({ name: fc.oneof(fc.nat().map(String), fc.constantFrom('m-1', '', '1"', '٣')) })),
      media: member(
        fc.record({
          track: fc.constantFrom('inbound', 'in"bound'),
          chunk: fc.nat().map(String),
          timestamp: fc.nat().map(String),
          payload: payload(),
        }),
      ),
      streamSid: member(fc.constantFrom(STREAM_SID, 'MZ', '', 'M"Z', 'MZ\\')),
    }),
  )
const alignment = () =>
  fc.record({
    chars: fc.array(fc.string({ unit: 'binary', maxLength: 2 })),
    char_start_times_ms: fc.array(number()),
    char_durations_ms: fc.array(number()),
  })
const agentMessage = () =>
  shuffled(
    fc.record({
      type: fc.constantFrom('audio', 'audio', 'audio', 'ping'),
      audio_event: member(
        shuffled(
          fc.record({ audio_base_64: member(payload()), event_id: member(number()), alignment: fc.option(alignment(), { nil: null }) }),
        ),
      ),
    }),
  )

/** A message as text, often with a small accident in it. */
const textOf = (message: fc.Arbitrary<object>): fc.Arbitrary<string> =>
  fc
    .tuple(
      message.map((object) => JSON.stringify(object)),
      fc.nat(),
      fc.nat({ max: 3 }),
      fc.constantFrom(
        '',
        '',
        '',
        '"',
        '\\',
        '}',
        ',',
        ' ',
        '\u0000',
        '0',
        '{',
        ',"type":"audio"',
        ',"streamSid":"MZother"',
        '"event_id":3,',
        '\\u0041',
      ),
    )
    .map(([text, at, length, other]) => {
      const start = at % (text.length + 1)
      return other === '' ? text : text.slice(0, start) + other + text.slice(start + length)
    })

const RUNS = { numRuns: 3_000 }

describe('a frame of the caller', () => {
  const wire = (sound: string) =>
    `{"event":"media","sequenceNumber":"3","media":{"track":"inbound","chunk":"1","timestamp":"5","payload":"${sound}"},"streamSid":"${STREAM_SID}"}`

  it('is known in Twilio’s own spelling', () => {
    expect(readCallerFrame(wire(frame(1)))).toEqual({ type: 'caller.media', streamSid: STREAM_SID, payload: frame(1) })
  })

  it('means the same on both ways of reading it, whatever it is', () => {
    fc.assert(
      fc.property(textOf(callerMessage()), (text) => {
        expect(readCaller(text)).toEqual(readCallerMessage(text))
      }),
      RUNS,
    )
  })

  it.each([
    ['an escaped quote', wire('AAA\\"')],
    ['something behind its end', `${wire(frame(1))} `],
    ['a second payload', wire(`AAAA","payload":"BBBB`)],
    ['no end', wire(frame(1)).slice(0, -1)],
    ['no base64', wire('AAA')],
  ])('is left to the full reader with %s', (_, text) => {
    expect(readCallerFrame(text)).toBeUndefined()
  })

  it('is written as JSON, even for a stream whose id is none of Twilio’s', () => {
    expect(JSON.parse(writeCallerFrame('M"Z', 'AAAA'))).toEqual({ event: 'media', streamSid: 'M"Z', media: { payload: 'AAAA' } })
  })
})

describe('a mark that comes back', () => {
  it.each([
    ['with', '"sequenceNumber":"4",'],
    ['without', ''],
  ])('is known %s its number in the stream', (_, number) => {
    const text = `{"event":"mark",${number}"streamSid":"${STREAM_SID}","mark":{"name":"17"}}`
    expect(readCallerMark(text)).toEqual({ type: 'caller.mark', streamSid: STREAM_SID, name: '17' })
    expect(readCallerMessage(text)).toEqual(readCallerMark(text))
  })

  it('is left to the full reader when it is not ours', () => {
    expect(readCallerMark(`{"event":"mark","streamSid":"${STREAM_SID}","mark":{"name":"m-17"}}`)).toBeUndefined()
  })
})

describe('audio of the agent', () => {
  const event = `"audio_event":{"audio_base_64":"${frame(1)}","event_id":12}`
  const aligned = '"alignment":{"chars":["H","\\"","é"],"char_start_times_ms":[0,10.5,20],"char_durations_ms":[10,10,60]}'

  it.each([
    ['type first', `{"type":"audio",${event}}`],
    ['type last', `{${event},"type":"audio"}`],
    ['its id first', `{"type":"audio","audio_event":{"event_id":12,"audio_base_64":"${frame(1)}"}}`],
    ['times of its letters', `{"type":"audio","audio_event":{"audio_base_64":"${frame(1)}",${aligned},"event_id":12}}`],
    ['no times of its letters', `{"type":"audio","audio_event":{"alignment":null,"audio_base_64":"${frame(1)}","event_id":12}}`],
  ])('is known with %s', (_, text) => {
    expect(readAgentFrame(text)).toEqual({ type: 'agent.audio', eventId: 12, payload: frame(1) })
    expect(readAgentMessage(text)).toEqual({ type: 'agent.audio', eventId: 12, payload: frame(1) })
  })

  it('means the same on both ways of reading it, whatever it is', () => {
    fc.assert(
      fc.property(textOf(agentMessage()), (text) => {
        expect(readAgent(text)).toEqual(readAgentMessage(text))
      }),
      RUNS,
    )
  })

  it.each([
    ['a second id', `{"type":"audio","audio_event":{"event_id":1,"event_id":2,"audio_base_64":"AAAA"}}`],
    ['a second payload', `{"type":"audio","audio_event":{"audio_base_64":"AAAA","audio_base_64":"BBBB","event_id":2}}`],
    ['an id that is no number of JSON', `{"type":"audio","audio_event":{"audio_base_64":"AAAA","event_id":012}}`],
    ['a second type', `{"type":"audio","audio_event":{"audio_base_64":"AAAA","event_id":1},"type":"ping"}`],
  ])('is left to the full reader with %s', (_, text) => {
    expect(readAgentFrame(text)).toBeUndefined()
  })

  it('of two megabytes is read', () => {
    const long = Buffer.alloc(2_000_000, 0x7f).toString('base64')
    expect(readAgentFrame(`{"type":"audio","audio_event":{"audio_base_64":"${long}","event_id":1}}`)?.payload).toHaveLength(long.length)
  })

  it('is asked of the agent in its own words', () => {
    expect(JSON.parse(writeAgentFrame('AAAA'))).toEqual({ user_audio_chunk: 'AAAA' })
  })
})
