import fc from 'fast-check'
import { expect, it } from 'vitest'
import { shareInterval } from '../../../dashboard/charts/share-interval.ts'

it('is what Wilson’s formula gives', () => {
  const { from, to } = shareInterval(31, 100)
  expect(from).toBeCloseTo(0.2278, 3)
  expect(to).toBeCloseTo(0.4063, 3)
})

it('says nothing of no calls, and is sure of nothing after one', () => {
  expect(shareInterval(0, 0)).toEqual({ from: 0, to: 1 })
  expect(shareInterval(1, 1).from).toBeLessThan(0.3)
})

it('holds the share, stays within 0 and 1, and narrows with more calls', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, share) => {
      const part = Math.round(of * share)
      const { from, to } = shareInterval(part, of)
      const more = shareInterval(part * 4, of * 4)
      expect(from).toBeGreaterThanOrEqual(0)
      expect(to).toBeLessThanOrEqual(1)
      expect(from).toBeLessThanOrEqual(part / of + 1e-9)
      expect(to).toBeGreaterThanOrEqual(part / of - 1e-9)
      expect(more.to - more.from).toBeLessThan(to - from)
    }),
  )
})
