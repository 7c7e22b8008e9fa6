import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterFailure, afterSuccess, type Breaker, opens, passage } from '#domain/breaker.ts'

const now = Date.parse('2026-11-02T15:00:00.000Z')
const SECOND = 1_000
const closed: Breaker = { state: 'closed', windowMs: 0, failures: 0, successes: 0, openings: 0 }
const counting = (failures: number, successes: number, age = 10 * SECOND): Breaker => ({
  ...closed,
  windowMs: now - age,
  failures,
  successes,
})
const open = (openings = 1): Breaker => ({ ...closed, state: 'open', openedMs: now, probeMs: now + 30 * SECOND, openings })
const probing = (openings = 1): Breaker => ({ ...open(openings), state: 'probing', probeMs: now + 60 * SECOND })

describe('who wants to call', () => {
  it.each<[string, Breaker, number, ReturnType<typeof passage>]>([
    ['goes through a closed breaker', closed, 0, { kind: 'go' }],
    ['goes through while failures are counted', counting(4, 0), 0, { kind: 'go' }],
    ['waits at an open one', open(), 0, { kind: 'wait', untilMs: now + 30 * SECOND }],
    ['waits until the last moment', open(), 30 * SECOND - 1, { kind: 'wait', untilMs: now + 30 * SECOND }],
    ['may try when its time has come', open(), 30 * SECOND, { kind: 'try', becomes: { state: 'probing', probeMs: now + 90 * SECOND } }],
    ['waits while another tries', probing(), 0, { kind: 'wait', untilMs: now + 60 * SECOND }],
    [
      'may try when nothing was heard of the other',
      probing(),
      60 * SECOND,
      { kind: 'try', becomes: { state: 'probing', probeMs: now + 120 * SECOND } },
    ],
  ])('%s', (_, breaker, later, expected) => {
    expect(passage(breaker, now + later)).toEqual(expected)
  })
})

describe('a failure', () => {
  it.each<[string, Breaker, ReturnType<typeof afterFailure>]>([
    ['begins to be counted', closed, { kind: 'becomes', breaker: { windowMs: now, failures: 1, successes: 0 } }],
    ['is counted with those of the minute', counting(2, 3), { kind: 'count' }],
    [
      'begins another window after a minute',
      counting(4, 0, 60 * SECOND),
      { kind: 'becomes', breaker: { windowMs: now, failures: 1, successes: 0 } },
    ],
    ['teaches an open breaker nothing', open(), { kind: 'nothing' }],
  ])('%s', (_, breaker, expected) => {
    expect(afterFailure(breaker, now)).toEqual(expected)
  })

  it('of the call that tries opens the breaker again, each time for longer, up to ten minutes', () => {
    const waits = [1, 2, 3, 4, 5, 6, 20].map((openings) => {
      const news = afterFailure(probing(openings), now)
      if (news.kind !== 'becomes') throw new Error(news.kind)
      expect(news.breaker).toMatchObject({ state: 'open', openings: openings + 1, openedMs: now })
      return ((news.breaker.probeMs ?? 0) - now) / SECOND
    })
    expect(waits).toEqual([60, 120, 240, 480, 600, 600, 600])
  })
})

describe('a success', () => {
  it.each<[string, Breaker, ReturnType<typeof afterSuccess>]>([
    ['costs nothing in good times', closed, { kind: 'nothing' }],
    ['costs nothing when the failures are long past', counting(4, 0, 60 * SECOND), { kind: 'nothing' }],
    ['is counted while there are failures', counting(1, 0), { kind: 'count' }],
    ['does not close an open breaker: that call began before', open(), { kind: 'nothing' }],
    [
      'of the call that tries closes it',
      probing(5),
      { kind: 'becomes', breaker: { state: 'closed', windowMs: 0, failures: 0, successes: 0, openings: 0 } },
    ],
  ])('%s', (_, breaker, expected) => {
    expect(afterSuccess(breaker, now)).toEqual(expected)
  })
})

describe('a breaker opens', () => {
  it.each<[string, Breaker, boolean]>([
    ['not for four failures', counting(4, 0), false],
    ['for five that nothing stands against', counting(5, 0), true],
    ['for five of ten', counting(5, 5), true],
    ['not for five of eleven', counting(5, 6), false],
    ['for half of many', counting(50, 50), true],
    ['not for failures of an hour ago', counting(9, 0, 3_600 * SECOND), false],
    ['not when it is open already', { ...counting(9, 0), state: 'open' }, false],
    ['not while one tries', { ...counting(9, 0), state: 'probing' }, false],
  ])('%s', (_, breaker, expected) => {
    const opened = opens(breaker, now)
    expect(opened !== undefined).toBe(expected)
    if (opened) expect(opened).toEqual({ state: 'open', openedMs: now, probeMs: now + 30 * SECOND, openings: 1 })
  })
})

/** Plays what happens to a breaker, as its store does. */
const play = (breaker: Breaker, isGood: boolean, at: number): Breaker => {
  const news = (isGood ? afterSuccess : afterFailure)(breaker, at)
  if (news.kind === 'nothing') return breaker
  if (news.kind === 'becomes') return { ...breaker, ...news.breaker }
  const counted = { ...breaker, failures: breaker.failures + (isGood ? 0 : 1), successes: breaker.successes + (isGood ? 1 : 0) }
  return { ...counted, ...opens(counted, at) }
}

describe('over time', () => {
  it('a provider that is down is called at most five times, then once in a while', () => {
    let breaker = closed
    let calls = 0
    for (let at = now; at < now + 3_600 * SECOND; at += SECOND) {
      const may = passage(breaker, at)
      if (may.kind === 'wait') continue
      if (may.kind === 'try') breaker = { ...breaker, ...may.becomes }
      calls += 1
      breaker = play(breaker, false, at)
    }
    expect(calls).toBeLessThanOrEqual(5 + 10)
  })

  it('whatever happened before, it closes by itself once the provider answers', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 120 })), { maxLength: 80 }), (past) => {
        let breaker = closed
        let at = now
        const call = (isGood: boolean) => {
          const may = passage(breaker, at)
          if (may.kind === 'wait') return
          if (may.kind === 'try') breaker = { ...breaker, ...may.becomes }
          breaker = play(breaker, isGood, at)
        }
        for (const [isGood, seconds] of past) {
          at += seconds * SECOND
          call(isGood)
        }
        for (let healed = 0; healed < 660; healed++) {
          at += SECOND
          call(true)
        }
        expect(breaker.state).toBe('closed')
      }),
    )
  })
})
