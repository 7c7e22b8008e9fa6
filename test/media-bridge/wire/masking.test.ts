import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mask } from '../../../media-bridge/wire/masking.ts'

it('masks byte by byte with the key in turns, wherever the bytes lie, and twice is as if never', () => {
  const parts = fc.tuple(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ minLength: 4, maxLength: 4 }), fc.nat(7))
  fc.assert(
    fc.property(parts, ([plain, key, offset]) => {
      const memory = new Uint8Array(plain.length + offset + 8).fill(7)
      const bytes = memory.subarray(offset, offset + plain.length)
      bytes.set(plain)
      mask(bytes, key)
      expect([...bytes]).toEqual([...plain].map((byte, n) => byte ^ (key[n & 3] ?? 0)))
      mask(bytes, key)
      expect([...bytes]).toEqual([...plain])
      // Nothing beside them.
      expect([...memory.subarray(0, offset), ...memory.subarray(offset + plain.length)].every((byte) => byte === 7)).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})
