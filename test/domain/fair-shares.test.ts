import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fairLines, fairShares } from '#domain/fair-shares.ts'

type Claim = [weight: number, demand: number]
const claimants = (...claims: Claim[]) => claims.map(([weight, demand]) => ({ weight, demand }))
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

const someClaims = fc.array(fc.record({ weight: fc.integer({ min: 1, max: 100 }), demand: fc.integer({ min: 0, max: 500 }) }), {
  minLength: 1,
  maxLength: 8,
})
const someCapacity = fc.integer({ min: 0, max: 1_000 })

describe('fair shares', () => {
  it.each<[string, number, Claim[], number[]]>([
    ['alone: all that is asked for', 10, [[1, 4]], [4]],
    ['alone: no more than there is', 10, [[1, 40]], [10]],
    [
      'equal weights',
      10,
      [
        [1, 40],
        [1, 40],
      ],
      [5, 5],
    ],
    [
      'twice the weight',
      9,
      [
        [2, 40],
        [1, 40],
      ],
      [6, 3],
    ],
    [
      'what one leaves goes to the other',
      10,
      [
        [1, 2],
        [1, 40],
      ],
      [2, 8],
    ],
    [
      'what one leaves goes to the others by weight',
      10,
      [
        [5, 1],
        [2, 40],
        [1, 40],
      ],
      [1, 6, 3],
    ],
    [
      'enough for all',
      100,
      [
        [1, 2],
        [9, 3],
      ],
      [2, 3],
    ],
    [
      'nothing for who asks for nothing',
      10,
      [
        [9, 0],
        [1, 40],
      ],
      [0, 10],
    ],
    [
      'of nothing',
      0,
      [
        [1, 5],
        [1, 5],
      ],
      [0, 0],
    ],
  ])('%s', (_, capacity, claims, shares) => {
    expect(fairShares(capacity, claimants(...claims))).toEqual(shares)
  })

  it('use all that can be used, and give nobody more than it asks for', () => {
    fc.assert(
      fc.property(someCapacity, someClaims, (capacity, claims) => {
        const shares = fairShares(capacity, claims)
        expect(sum(shares)).toBeCloseTo(Math.min(capacity, sum(claims.map(({ demand }) => demand))), 6)
        for (const [i, { demand }] of claims.entries()) expect(shares[i]).toBeLessThanOrEqual(demand + 1e-9)
      }),
    )
  })

  it('leave nobody unsatisfied while another of its weight has more', () => {
    fc.assert(
      fc.property(someCapacity, someClaims, (capacity, claims) => {
        const shares = fairShares(capacity, claims)
        const levels = claims.map(({ weight }, i) => (shares[i] ?? 0) / weight)
        for (const [i, { demand }] of claims.entries()) {
          if ((shares[i] ?? 0) < demand - 1e-6) expect(levels[i]).toBeCloseTo(Math.max(...levels), 6)
        }
      }),
    )
  })
})

describe('fair lines', () => {
  it.each<[string, number, Claim[], number[]]>([
    ['alone: all that are asked for', 500, [[1, 50]], [50]],
    [
      'equal weights',
      10,
      [
        [1, 40],
        [1, 40],
      ],
      [5, 5],
    ],
    [
      'the odd one goes to the first',
      11,
      [
        [1, 40],
        [1, 40],
      ],
      [6, 5],
    ],
    [
      'twice the weight',
      9,
      [
        [2, 40],
        [1, 40],
      ],
      [6, 3],
    ],
    [
      'one at least, whatever the weight',
      5,
      [
        [100, 40],
        [1, 40],
        [1, 40],
      ],
      [3, 1, 1],
    ],
    [
      'what one leaves goes to the other',
      10,
      [
        [1, 2],
        [1, 40],
      ],
      [2, 8],
    ],
    [
      'nothing for who asks for nothing',
      10,
      [
        [9, 0],
        [1, 40],
      ],
      [0, 10],
    ],
    ['nobody', 10, [], []],
  ])('%s', (_, capacity, claims, lines) => {
    expect(fairLines(capacity, claimants(...claims))).toEqual(lines)
  })

  it('are whole, use all that can be used, give nobody more than it asks for, and everybody one while there are enough', () => {
    fc.assert(
      fc.property(someCapacity, someClaims, fc.nat(50), (capacity, claims, turn) => {
        const lines = fairLines(capacity, claims, turn)
        expect(sum(lines)).toBe(Math.min(capacity, sum(claims.map(({ demand }) => demand))))
        const isEnough = claims.filter(({ demand }) => demand > 0).length <= capacity
        for (const [i, { demand }] of claims.entries()) {
          expect(Number.isInteger(lines[i])).toBe(true)
          expect(lines[i]).toBeLessThanOrEqual(demand)
          if (isEnough && demand > 0) expect(lines[i]).toBeGreaterThanOrEqual(1)
        }
      }),
    )
  })

  it('are the fair share, rounded, where that is one at least', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 1_000 }), someClaims, (capacity, claims) => {
        const [shares, lines] = [fairShares(capacity, claims), fairLines(capacity, claims)]
        const isRoomy = shares.every((share, i) => share >= Math.min(1, claims[i]?.demand ?? 0))
        for (const [i, share] of shares.entries()) if (isRoomy) expect(Math.abs(share - (lines[i] ?? 0))).toBeLessThan(1)
      }),
    )
  })

  it('go round when there are fewer than claimants, so that nobody waits for ever', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 8, max: 20 }), (capacity, n) => {
        const claims = Array.from({ length: n }, () => ({ weight: 1, demand: 5 }))
        const had = new Set<number>()
        for (let turn = 0; turn < n; turn++) {
          const lines = fairLines(capacity, claims, turn)
          expect(sum(lines)).toBe(capacity)
          for (const [i, line] of lines.entries()) if (line === 1) had.add(i)
        }
        expect(had.size).toBe(n)
      }),
    )
  })
})
