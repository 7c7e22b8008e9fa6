// Dial slots of a scope (a campaign, or the account): one item with the next free instant, moved on by whoever takes a slot.
import * as z from 'zod/mini'
import type { Clock, Random } from '#app/ports/clock.ts'
import type { Pacer } from '#app/ports/pacer.ts'
import { pacerKey } from './table.ts'
import type { Table } from './table-operations.ts'

/** Campaign time, epoch milliseconds; fractions carry rates that do not divide a second. */
const Slots = z.object({ nextAt: z.number() })

// Lanes that ask at the same moment take turns; each turn of ours is one that another lane has won.
const TRIES = 20
/** Scopes whose next slot is remembered; a function paces few campaigns at a time. */
const REMEMBERED = 100

export const pacerIn = (table: Table, { clock, random }: { clock: Clock; random: Random }): Pacer => {
  /** The next free slots as they were last seen: they tell which of two writes is likely to hold, and so saves the other. */
  const seen = new Map<string, number>()
  const remember = (scope: string, nextAt: number | undefined): number | undefined => {
    if (seen.size >= REMEMBERED) seen.clear()
    if (nextAt !== undefined) seen.set(scope, nextAt)
    return nextAt
  }
  const nextOf = async (scope: string, options?: { consistent: boolean }): Promise<number | undefined> =>
    remember(scope, (await table.get(pacerKey(scope), Slots, options))?.nextAt)

  type Slot = { now: number; intervalMs: number; horizonMs: number }

  /** The slot after the last one that was taken, which lies ahead. */
  const follow = async (scope: string, { now, intervalMs, horizonMs }: Slot): Promise<number | undefined> => {
    const moved = await table.update(pacerKey(scope), {
      change: { add: { nextAt: intervalMs } },
      condition: { text: '#nextAt BETWEEN :now AND :horizon', values: { now, horizon: now + horizonMs } },
      schema: Slots,
    })
    if (!moved) return undefined
    remember(scope, moved.nextAt)
    return moved.nextAt - intervalMs
  }

  /** Slots that nobody took are lost: the next one is now. */
  const begin = async (scope: string, { now, intervalMs }: Slot): Promise<number | undefined> => {
    const begun = await table.update(pacerKey(scope), {
      change: { set: { nextAt: now + intervalMs } },
      condition: { text: 'attribute_not_exists(#nextAt) OR #nextAt < :now', values: { now } },
      schema: Slots,
    })
    if (!begun) return undefined
    remember(scope, begun.nextAt)
    return now
  }

  return {
    peek: async (scope) => Math.max(clock.now(), (await nextOf(scope, { consistent: false })) ?? 0),

    async take(scope, { intervalMs, horizonMs }) {
      for (let tries = 0; tries < TRIES; tries++) {
        const slot = { now: clock.now(), intervalMs, horizonMs }
        const isAhead = (seen.get(scope) ?? 0) >= slot.now
        const taken = isAhead ? await follow(scope, slot) : await begin(scope, slot)
        if (taken !== undefined) return taken
        const nextAt = await nextOf(scope)
        if (nextAt !== undefined && nextAt > slot.now + horizonMs) return undefined
        if (tries > 0) await clock.rest(random() * 10)
      }
      return undefined
    },

    async defer(scope, until) {
      await table.update(pacerKey(scope), {
        change: { set: { nextAt: until } },
        condition: { text: 'attribute_not_exists(#nextAt) OR #nextAt < :until', values: { until } },
        schema: Slots,
      })
    },
  }
}
