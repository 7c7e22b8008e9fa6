import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { audioMs, isBase64, join } from '../../media-bridge/audio.ts'

const bytesOf = (...payloads: string[]) => Buffer.concat(payloads.map((payload) => Buffer.from(payload, 'base64')))
const anyAudio = (maxLength = 500) => fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes).toString('base64'))
/** The code of a sample of this size, 0 to 127. */
const ulaw = (size: number) => ~size & 0xff

describe('text that is to be audio', () => {
  it('is base64 when it is what bytes are written as', () => {
    fc.assert(
      fc.property(anyAudio(), (payload) => {
        expect(isBase64(payload)).toBe(true)
        expect(audioMs(payload)).toBe(bytesOf(payload).length / 8)
      }),
    )
  })

  it.each(['A', 'AAA', 'AA=', 'AAAA=', 'A===', '====', '=AAA', 'AA==AAAA', 'AA A', 'AAA\n', 'AA-_', 'AA"A', 'AA\\A', 'AAAé', '\u0000AAA'])(
    'is not base64 when it is %j',
    (text) => {
      expect(isBase64(text)).toBe(false)
    },
  )

  it('is base64 only when no character of it is of another alphabet', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        if (isBase64(text)) expect(text).toMatch(/^[A-Za-z0-9+/]*={0,2}$/)
      }),
    )
  })
})

describe('pieces of audio that are joined', () => {
  it('are the same samples in the same order, whatever their lengths', () => {
    fc.assert(
      fc.property(fc.array(anyAudio(), { minLength: 1, maxLength: 6 }), (payloads) => {
        expect(bytesOf(join(payloads).payload).equals(bytesOf(...payloads))).toBe(true)
      }),
    )
  })

  it('are left as they are when there is but one', () => {
    expect(join(['/v7+']).payload).toBe('/v7+')
  })

  it.each([
    ['silence', 0, false],
    ['the noise of a line', 15, false],
    ['a voice', 70, true],
  ])('are a voice when they are as loud as %s: %i', (_, size, isVoiced) => {
    const frame = Buffer.alloc(160, ulaw(size)).toString('base64')
    const below = Buffer.alloc(160, ulaw(size) & 0x7f).toString('base64')
    expect(join([frame, below]).isVoiced).toBe(isVoiced)
  })

  it('are no voice when there is nothing in them', () => {
    expect(join(['']).isVoiced).toBe(false)
  })
})
