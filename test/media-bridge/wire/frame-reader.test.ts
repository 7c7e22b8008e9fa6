import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Receiver } from 'ws'
import { type FrameReader, frameReader } from '../../../media-bridge/wire/frame-reader.ts'
import type { Side } from '../../../media-bridge/wire/frame-writer.ts'

const MAX_LENGTH = 400

type Heard = readonly [what: string, ...unknown[]]

const oursHears = (from: Side, chunks: readonly Buffer[]): Heard[] => {
  const heard: Heard[] = []
  const reader: FrameReader = frameReader({
    from,
    maxLength: MAX_LENGTH,
    events: {
      text: (text) => heard.push(['text', text]),
      binary: () => heard.push(['binary']),
      ping: (payload) => heard.push(['ping', payload.toString('hex')]),
      pong: () => heard.push(['pong']),
      closed: (code, reason) => heard.push(['closed', code, reason]),
      broken: (code) => heard.push(['broken', code]),
    },
  })
  // Both sides change what they read.
  for (const chunk of chunks) reader.push(Buffer.from(chunk))
  return heard
}

const wsHears = (from: Side, chunks: readonly Buffer[]): Heard[] => {
  const heard: Heard[] = []
  const receiver = new Receiver({ isServer: from === 'client', maxPayload: MAX_LENGTH })
  receiver.on('message', (data: Buffer, isBinary: boolean) => heard.push(isBinary ? ['binary'] : ['text', data.toString()]))
  receiver.on('ping', (payload: Buffer) => heard.push(['ping', payload.toString('hex')]))
  receiver.on('pong', () => heard.push(['pong']))
  receiver.on('conclude', (code: number, reason: Buffer) => heard.push(['closed', code, reason.toString()]))
  // Told in the next turn only, but known at once.
  receiver.on('error', () => {})
  for (const chunk of chunks) if (!receiver.errored && !receiver.writableEnded) receiver.write(Buffer.from(chunk))
  const { errored } = receiver
  const [status] = errored ? Object.getOwnPropertySymbols(errored) : []
  if (errored && status) heard.push(['broken', Reflect.get(errored, status)])
  return heard
}

type Frame = { first: number; isMasked: boolean; key: Uint8Array; body: Uint8Array; lengthSize: number }

const bytesOf = ({ first, isMasked, key, body, lengthSize }: Frame): Buffer => {
  const size = body.length > 125 ? Math.max(2, lengthSize) : lengthSize
  const head = Buffer.alloc(2 + size)
  head[0] = first
  head[1] = (isMasked ? 0x80 : 0) | (size === 0 ? body.length : size === 2 ? 126 : 127)
  if (size === 2) head.writeUInt16BE(body.length, 2)
  if (size === 8) head.writeBigUInt64BE(BigInt(body.length), 2)
  return Buffer.concat([head, isMasked ? key : Buffer.alloc(0), isMasked ? body.map((byte, n) => byte ^ (key[n & 3] ?? 0)) : body])
}

const bodies = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => new Uint8Array(Buffer.from(text))) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  // A close code in front.
  {
    weight: 1,
    arbitrary: fc.tuple(fc.integer({ min: 990, max: 5_010 }), fc.string({ maxLength: 20 })).map(([code, reason]) => {
      const bytes = Buffer.alloc(2 + Buffer.byteLength(reason))
      bytes.writeUInt16BE(code)
      bytes.write(reason, 2)
      return new Uint8Array(bytes)
    }),
  },
)

const frameFrom = (from: Side) =>
  fc.record<Frame>({
    first: fc.oneof(
      // Whole messages, controls, and the parts of a message: mostly in order, so that much is read before anything is wrong.
      { weight: 30, arbitrary: fc.constantFrom(0x81, 0x81, 0x81, 0x89, 0x8a, 0x01, 0x00, 0x80, 0x82, 0x02) },
      { weight: 1, arbitrary: fc.constant(0x88) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 255 }) },
    ),
    isMasked: fc.oneof({ weight: 60, arbitrary: fc.constant(from === 'client') }, { weight: 1, arbitrary: fc.constant(from !== 'client') }),
    key: fc.uint8Array({ minLength: 4, maxLength: 4 }),
    body: bodies,
    lengthSize: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(2, 8) }),
  })

/** Bytes, and where they are cut. */
const chunksOf = (bytes: Buffer, cuts: readonly number[]): Buffer[] => {
  const ends = [...new Set([...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].toSorted((a, b) => a - b)
  return ends.map((end, n) => bytes.subarray(n === 0 ? 0 : ends[n - 1], end)).filter(({ length }) => length > 0)
}

const RUNS = { numRuns: 700 }

describe.each<Side>(['client', 'server'])('the frames of a %s', (from) => {
  it('are what ws finds in the same bytes, however they are cut', () => {
    const conversation = fc.tuple(fc.array(frameFrom(from), { maxLength: 12 }), fc.array(fc.nat(4_000), { maxLength: 12 }), fc.nat(20))
    fc.assert(
      fc.property(conversation, ([frames, cuts, missing]) => {
        const whole = Buffer.concat(frames.map(bytesOf))
        // The end may still be on its way.
        const bytes = missing < 10 ? whole.subarray(0, Math.max(0, whole.length - missing)) : whole
        const chunks = chunksOf(bytes, cuts)
        expect(oursHears(from, chunks)).toEqual(wsHears(from, chunks))
      }),
      RUNS,
    )
  })

  it('are the same when every byte comes by itself', () => {
    fc.assert(
      fc.property(fc.array(frameFrom(from), { maxLength: 6 }), (frames) => {
        const bytes = Buffer.concat(frames.map(bytesOf))
        const each = Array.from({ length: bytes.length }, (_, n) => bytes.subarray(n, n + 1))
        expect(oursHears(from, each)).toEqual(wsHears(from, [bytes]))
      }),
      { numRuns: 150 },
    )
  })
})

/** Of a client, masked with a key that is not nothing. */
const frame = (first: number, body: string | Buffer = '', lengthSize = 0): Buffer =>
  bytesOf({ first, isMasked: true, key: Buffer.from([1, 2, 3, 4]), body: Buffer.from(body), lengthSize })

describe('a reader of a client’s frames', () => {
  const heard = (...chunks: Buffer[]): Heard[] => oursHears('client', [Buffer.concat(chunks)])

  it.each(Array.from({ length: 256 }, (_, first) => first))('does with the first byte %i what ws does', (first) => {
    for (const body of ['', 'a', 'ab', 'é'.repeat(70)]) {
      const chunks = [frame(first, body), frame(0x80, 'end'), frame(0x89)]
      expect(oursHears('client', chunks)).toEqual(wsHears('client', chunks))
    }
  })

  it.each([1000, 1001, 1003, 1004, 1005, 1006, 1007, 1014, 1015, 1016, 2999, 3000, 4999, 5000, 0, 65_535])(
    'does with the close code %i what ws does',
    (code) => {
      const body = Buffer.alloc(2)
      body.writeUInt16BE(code)
      expect(oursHears('client', [frame(0x88, body)])).toEqual(wsHears('client', [frame(0x88, body)]))
    },
  )

  it('puts a message together from its fragments, with a ping between them', () => {
    expect(heard(frame(0x01, 'He'), frame(0x89, 'x'), frame(0x00), frame(0x80, 'llo'))).toEqual([
      ['ping', Buffer.from('x').toString('hex')],
      ['text', 'Hello'],
    ])
  })

  it('takes a character that two fragments share', () => {
    const bytes = Buffer.from('é')
    expect(heard(frame(0x01, bytes.subarray(0, 1)), frame(0x80, bytes.subarray(1)))).toEqual([['text', 'é']])
  })

  it.each([
    ['not masked', Buffer.from([0x81, 0x00]), 1002],
    ['of an extension', frame(0xc1), 1002],
    ['of no known kind', frame(0x83), 1002],
    ['the rest of nothing', frame(0x80), 1002],
    ['a ping in fragments', frame(0x09), 1002],
    ['a ping longer than it may be', frame(0x89, 'x'.repeat(126)), 1002],
    ['a close with half a code', frame(0x88, 'x'), 1002],
    ['not UTF-8', frame(0x81, Buffer.from([0xff])), 1007],
    ['too long', frame(0x81, 'x'.repeat(MAX_LENGTH + 1)), 1009],
    ['said to be longer than there are numbers', Buffer.from([0x81, 0xff, ...Buffer.alloc(8, 0xff)]), 1009],
  ])('breaks off at what is %s, and reads nothing behind it', (_, bytes, code) => {
    expect(heard(frame(0x81, 'before'), bytes, frame(0x81, 'after'))).toEqual([
      ['text', 'before'],
      ['broken', code],
    ])
  })

  it('breaks off at fragments that are too long together, before the last has come', () => {
    const begun = [frame(0x01, 'x'.repeat(MAX_LENGTH)), frame(0x80, 'yz').subarray(0, 6)]
    expect(heard(...begun)).toEqual([['broken', 1009]])
  })

  it('reads nothing behind a close', () => {
    expect(heard(frame(0x88), frame(0x81, 'after'))).toEqual([['closed', 1005, '']])
  })
})
