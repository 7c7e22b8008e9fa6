// Dial slots: given to one lane each, at the pace of their scope.
import { describe, expect, it } from 'vitest'

import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  let scopes = 0
  const aScope = () => `scope-${++scopes}`
  const MINUTE = 60_000

  describe('dial slots', () => {
    it('begin now and follow each other at the interval', async () => {
      const { pacer, clock } = openStore()
      const scope = aScope()
      const start = clock.now()
      const slots: (number | undefined)[] = []
      for (let i = 0; i < 4; i++) slots.push(await pacer.take(scope, { intervalMs: 5_000, horizonMs: MINUTE }))
      expect(slots).toEqual([start, start + 5_000, start + 10_000, start + 15_000])
    })

    it('are given to one taker each, exactly the interval apart, however many ask at once', async () => {
      const { pacer, clock } = openStore()
      const scope = aScope()
      const start = clock.now()
      await pacer.take(scope, { intervalMs: 250, horizonMs: MINUTE })
      const takers = Array.from({ length: 60 }, () => pacer.take(scope, { intervalMs: 250, horizonMs: MINUTE }))
      const slots = (await Promise.all(takers)).map((slot) => slot ?? Number.NaN).sort((a, b) => a - b)
      expect(slots).toEqual(Array.from({ length: 60 }, (_, i) => start + 250 * (i + 1)))
    })

    it('of a scope that nobody has used before are given to one taker each as well', async () => {
      const { pacer } = openStore()
      const scope = aScope()
      const takers = Array.from({ length: 5 }, () => pacer.take(scope, { intervalMs: 250, horizonMs: MINUTE }))
      const slots = (await Promise.all(takers)).map((slot) => slot ?? Number.NaN).sort((a, b) => a - b)
      for (const [i, slot] of slots.slice(1).entries()) expect(slot - (slots[i] ?? Number.NaN)).toBeGreaterThanOrEqual(250)
    })

    it('keep a rate that does not divide a second', async () => {
      const { pacer, clock } = openStore()
      const scope = aScope()
      const start = clock.now()
      let last: number | undefined
      for (let i = 0; i < 31; i++) last = await pacer.take(scope, { intervalMs: 1_000 / 3, horizonMs: MINUTE })
      expect(last).toBeCloseTo(start + 10_000, 1)
    })

    it('that nobody took are lost: after a rest the next one is now', async () => {
      const { pacer, clock, move } = openStore()
      const scope = aScope()
      await pacer.take(scope, { intervalMs: 1_000, horizonMs: MINUTE })
      move(10 * MINUTE)
      expect(await pacer.take(scope, { intervalMs: 1_000, horizonMs: MINUTE })).toBe(clock.now())
    })

    it('that fall on this very moment, or on the horizon, are taken', async () => {
      const { pacer, clock, move } = openStore()
      const scope = aScope()
      const start = clock.now()
      const pace = { intervalMs: MINUTE, horizonMs: MINUTE }
      await pacer.take(scope, pace)
      move(MINUTE)
      expect(await pacer.take(scope, pace)).toBe(start + MINUTE)
      expect(await pacer.take(scope, pace)).toBe(start + 2 * MINUTE)
      expect(await pacer.take(scope, pace)).toBeUndefined()
      expect(clock.now()).toBe(start + MINUTE)
    })

    it('beyond the horizon are not taken, and left to others', async () => {
      const { pacer, clock } = openStore()
      const scope = aScope()
      const start = clock.now()
      const pace = { intervalMs: 40_000, horizonMs: MINUTE }
      expect(await pacer.take(scope, pace)).toBe(start)
      expect(await pacer.take(scope, pace)).toBe(start + 40_000)
      expect(await pacer.take(scope, pace)).toBeUndefined()
      expect(await pacer.take(scope, { ...pace, horizonMs: 2 * MINUTE })).toBe(start + 80_000)
    })

    it('of two scopes have nothing to do with each other', async () => {
      const { pacer, clock } = openStore()
      const [one, other] = [aScope(), aScope()]
      await pacer.take(one, { intervalMs: 5_000, horizonMs: MINUTE })
      expect(await pacer.take(other, { intervalMs: 5_000, horizonMs: MINUTE })).toBe(clock.now())
    })

    it('begin no earlier than a scope was told to wait, and a shorter wait changes nothing', async () => {
      const { pacer, clock } = openStore()
      const scope = aScope()
      const start = clock.now()
      await pacer.defer(scope, start + 30_000)
      await pacer.defer(scope, start + 10_000)
      expect(await pacer.peek(scope)).toBe(start + 30_000)
      expect(await pacer.take(scope, { intervalMs: 1_000, horizonMs: MINUTE })).toBe(start + 30_000)
    })
  })
})
