import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Dialler, dialRate, needsOf } from '#domain/dial-shares.ts'

const one = (changes: Partial<Dialler> = {}): Dialler => ({ weight: 1, callDelay: 0, ...changes })

describe('of ten calls a second', () => {
  it.each<[string, Dialler, Dialler[], number]>([
    ['all are one campaign’s alone', one(), [], 10],
    ['half are each one’s of two', one(), [one()], 5],
    ['two thirds are whose weight is double', one({ weight: 2 }), [one()], 10 * (2 / 3)],
    ['a slow one takes what its delay allows, and leaves the rest', one(), [one({ callDelay: 1_000 })], 9],
    ['its own delay bounds what a campaign takes', one({ callDelay: 500 }), [one()], 2],
    ['what another has not used lately is free', one(), [one({ needs: 1 })], 9],
    ['one that has used little has its whole part at once when it wants it', one({ needs: 1 }), [one()], 5],
  ])('%s', (_, me, others, rate) => {
    expect(dialRate(10, me, others)).toBeCloseTo(rate, 6)
  })

  it('everybody has its part by weight, whatever the others have used', () => {
    const dialler = fc.record({
      weight: fc.integer({ min: 1, max: 100 }),
      callDelay: fc.constant(0),
      needs: fc.option(fc.double({ min: 0.01, max: 10, noNaN: true }), { nil: undefined }),
    })
    fc.assert(
      fc.property(dialler, fc.array(dialler, { maxLength: 6 }), (me, others) => {
        const weights = others.reduce((sum, { weight }) => sum + weight, me.weight)
        expect(dialRate(10, me, others)).toBeGreaterThanOrEqual((10 * me.weight) / weights - 1e-9)
        expect(dialRate(10, me, others)).toBeLessThanOrEqual(10)
      }),
    )
  })
})

describe('what a campaign needs', () => {
  it('is all that it can get when it uses its part', () => {
    expect(needsOf({ used: 4, rate: 5 })).toBeUndefined()
    expect(needsOf({ used: 5, rate: 5 })).toBeUndefined()
  })

  it('is what it uses, and half as much again, when that is less', () => {
    expect(needsOf({ used: 2, rate: 5 })).toBe(3)
  })

  it('is a little when it uses nothing', () => {
    expect(needsOf({ used: 0, rate: 5 })).toBe(0.5)
  })
})
