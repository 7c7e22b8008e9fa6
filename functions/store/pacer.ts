// Dial slots of a scope (a campaign, or the account): one item with the next free instant, moved on by whoever takes a slot.
import * as z from 'zod'
import type { Clock, Pacer } from '#app/ports.ts'
import type { Table } from './dynamo.ts'
import { pacerKey } from './table.ts'

/** Campaign time, epoch milliseconds; fractions carry rates that do not divide a second. */
const Slots = z.object({ nextAt: z.number() })

// Lanes that ask at the same moment take turns; each turn of ours is one that another lane has won.
const TRIES = 20

export const pacerIn = (table: Table, clock: Clock): Pacer => {
  const nextOf = async (scope: string): Promise<number | undefined> => (await table.get(pacerKey(scope), Slots))?.nextAt

  return {
    peek: async (scope) => Math.max(clock.now(), (await nextOf(scope)) ?? 0),

    async take(scope, { intervalMs, horizonMs }) {
      for (let tries = 0; tries < TRIES; tries++) {
        const now = clock.now()
        // Mostly slots are taken ahead of time: then one write says which.
        const moved = await table.update(pacerKey(scope), {
          change: { add: { nextAt: intervalMs } },
          condition: { text: '#nextAt BETWEEN :now AND :horizon', values: { now, horizon: now + horizonMs } },
          schema: Slots,
        })
        if (moved) return moved.nextAt - intervalMs
        const before = await nextOf(scope)
        if (before !== undefined && before > now + horizonMs) return undefined
        const taken = await table.update(pacerKey(scope), {
          change: { set: { nextAt: now + intervalMs } },
          condition: { text: 'attribute_not_exists(#nextAt) OR #nextAt < :now', values: { now } },
          schema: Slots,
        })
        if (taken) return now
        await clock.rest(Math.random() * 10)
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
