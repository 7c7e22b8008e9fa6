import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Ceiling, ceilingOf, isBackedUp, LINES, lowered, RATE, raised } from '#domain/ceilings.ts'

const MINUTE = 60_000
const start = Date.parse('2026-11-02T15:00:00.000Z')
const rate = (learned?: number, atMs?: number): Ceiling => ({ allowed: 10, learned, atMs })
const lines = (learned?: number, atMs?: number): Ceiling => ({ allowed: 500, learned, atMs })

describe('a ceiling', () => {
  it('is what the deployment allows until less was seen, and never more', () => {
    expect(ceilingOf(rate())).toBe(10)
    expect(ceilingOf(rate(3))).toBe(3)
    expect(ceilingOf(rate(30))).toBe(10)
  })
})

describe('after a refusal', () => {
  it.each<[string, number | undefined, number]>([
    ['of the full rate', undefined, 7],
    ['of a learned one', 7, 4.9],
    ['of a low one', 0.5, 0.35],
    ['of the least', 0.2, 0.2],
  ])('%s the rate is lower by three tenths', (_, learned, becomes) => {
    expect(lowered(RATE, rate(learned), { nowMs: start })).toEqual({ learned: becomes, atMs: start })
  })

  it.each<[string, number | undefined, number | undefined, number]>([
    ['of all lines', undefined, undefined, 350],
    ['of the lines in use, which are fewer', undefined, 50, 35],
    ['of learned lines', 35, 35, 24],
    ['of two', 2, 2, 1],
    ['of the last one', 1, 1, 1],
  ])('%s there are fewer by three tenths', (_, learned, inUse, becomes) => {
    expect(lowered(LINES, lines(learned), { nowMs: start, ...(inUse ? { inUse } : {}) })).toEqual({ learned: becomes, atMs: start })
  })

  it('learns one lesson a minute, however many are refused', () => {
    expect(lowered(RATE, rate(7, start), { nowMs: start + MINUTE - 1 })).toBeUndefined()
    expect(lowered(RATE, rate(7, start), { nowMs: start + MINUTE })).toEqual({ learned: 4.9, atMs: start + MINUTE })
  })

  it('never goes above what the deployment allows, not even for the least that could be learned', () => {
    expect(lowered(RATE, { allowed: 0.1 }, { nowMs: start })?.learned).toBe(0.1)
  })
})

describe('after a quiet while', () => {
  it('rises by a tenth, and a step at least', () => {
    expect(raised(RATE, rate(5, start), start + 3 * MINUTE)).toEqual({ learned: 5.5, atMs: start + 3 * MINUTE })
    expect(raised(RATE, rate(0.2, start), start + 3 * MINUTE)?.learned).toBe(0.25)
    expect(raised(LINES, lines(2, start), start + 3 * MINUTE)?.learned).toBe(3)
    expect(raised(LINES, lines(350, start), start + 3 * MINUTE)?.learned).toBe(385)
  })

  it('is the deployment’s own again when it comes up to it', () => {
    expect(raised(RATE, rate(9.5, start), start + 3 * MINUTE)).toEqual({ learned: undefined, atMs: start + 3 * MINUTE })
  })

  it('is left alone before, and where nothing was learned', () => {
    expect(raised(RATE, rate(5, start), start + 3 * MINUTE - 1)).toBeUndefined()
    expect(raised(RATE, rate(undefined, start), start + 60 * MINUTE)).toBeUndefined()
  })
})

/** So many minutes in which the provider takes `truth` and refuses when more is tried. */
const live = (kind: typeof RATE, { allowed, truth, minutes }: { allowed: number; truth: (minute: number) => number; minutes: number }) => {
  let ceiling: Ceiling = { allowed }
  return Array.from({ length: minutes }, (_, minute) => {
    const nowMs = start + minute * MINUTE
    const lesson = ceilingOf(ceiling) > truth(minute) ? lowered(kind, ceiling, { nowMs }) : raised(kind, ceiling, nowMs)
    if (lesson) ceiling = { allowed, ...lesson }
    return ceilingOf(ceiling)
  })
}

describe('over the hours', () => {
  const someTruth = fc.double({ min: 0.3, max: 50, noNaN: true })

  it('a ceiling comes to the provider’s true one and stays about it', () => {
    fc.assert(
      fc.property(someTruth, (truth) => {
        const settled = live(RATE, { allowed: 50, truth: () => truth, minutes: 240 }).slice(30)
        for (const value of settled) {
          expect(value).toBeGreaterThan(0.6 * truth - RATE.step)
          expect(value).toBeLessThanOrEqual(1.1 * truth + RATE.step + 1e-9)
        }
      }),
    )
  })

  it('lines come to the true number, too, be it 3 or 400 of 500', () => {
    for (const truth of [1, 2, 3, 20, 400]) {
      const settled = live(LINES, { allowed: 500, truth: () => truth, minutes: 240 }).slice(30)
      expect(Math.min(...settled)).toBeGreaterThanOrEqual(Math.floor(0.6 * truth))
      expect(Math.max(...settled)).toBeLessThanOrEqual(Math.ceil(1.1 * truth) + 1)
    }
  })

  it('it is never 0, and recovers when the provider does', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (trouble) => {
        const values = live(RATE, { allowed: 10, truth: (minute) => (minute < 60 ? trouble : 10), minutes: 300 })
        expect(Math.min(...values)).toBeGreaterThan(0)
        expect(values.at(-1)).toBe(10)
      }),
    )
  })
})

describe('the provider’s queue', () => {
  it.each<[number, number, boolean]>([
    [1_900, 1, false],
    [2_100, 1, true],
    [2_100, 100, true],
    [9_000, 0.2, false],
    [10_100, 0.2, true],
  ])('of %d ms at %d calls a second: backed up is %s', (queueMs, callsPerSecond, expected) => {
    expect(isBackedUp(queueMs, callsPerSecond)).toBe(expected)
  })
})
