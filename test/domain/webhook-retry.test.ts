import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTooOld, nextTry, RETRY_WAITS_MS, restOf } from '#domain/webhook-retry.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The tries of a delivery that is never accepted, from its making. */
const triesOf = (chance: () => number): number[] => {
  const at: number[] = []
  let nowMs: number | undefined = 0
  while (nowMs !== undefined) {
    at.push(nowMs)
    nowMs = nextTry({ tries: at.length, sinceMs: 0, nowMs }, chance())
  }
  return at
}

describe('a delivery that is never accepted', () => {
  it('is tried at once, soon after, and ever less often for about a day', () => {
    const tries = triesOf(() => 0)
    expect(tries).toHaveLength(RETRY_WAITS_MS.length + 1)
    expect(tries.slice(0, 4)).toEqual([0, 60_000, 180_000, 480_000])
    expect(tries.at(-1)).toBeGreaterThan(23 * HOUR)
    expect(tries.at(-1)).toBeLessThan(DAY)
  })

  it('waits longer each time, by chance up to a fifth longer than planned, and is dead after a day and a half at the latest', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 }), (chances) => {
        const left = [...chances]
        const tries = triesOf(() => left.pop() ?? 0)
        const waits = tries.slice(1).map((at, i) => at - (tries[i] ?? 0))
        waits.forEach((wait, i) => {
          const planned = RETRY_WAITS_MS[i] ?? 0
          expect(wait).toBeGreaterThanOrEqual(planned)
          expect(wait).toBeLessThanOrEqual(planned * 1.2 + 1)
        })
        expect(tries.at(-1)).toBeLessThan(1.5 * DAY)
      }),
    )
  })
})

describe('a delivery that nobody could try in time', () => {
  it('dies with its next failure once it has waited for a day', () => {
    expect(nextTry({ tries: 1, sinceMs: 0, nowMs: DAY - 1 }, 0)).toBe(DAY - 1 + 60_000)
    expect(nextTry({ tries: 1, sinceMs: 0, nowMs: DAY }, 0)).toBeUndefined()
    expect(isTooOld({ sinceMs: 0, nowMs: DAY })).toBe(true)
  })
})

describe('what a receiver asks for in Retry-After', () => {
  it.each<[string | undefined, number]>([
    [undefined, 0],
    ['30', 30_000],
    [' 30 ', 30_000],
    ['0', 0],
    ['Thu, 01 Jan 1970 00:02:00 GMT', 60_000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['99999999999', HOUR],
    ['soon', 0],
    ['-5', 0],
  ])('%s is a rest of %s ms, a minute after the epoch', (header, restMs) => {
    expect(restOf(header, 60_000)).toBe(restMs)
  })
})
