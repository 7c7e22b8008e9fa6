// Dial slots of a scope (a campaign, or the account): one item with the next free instant, moved on by whoever takes a slot.
import * as z from 'zod'
import type { Clock, Pacer } from '#app/ports.ts'
import type { Table } from './dynamo.ts'
import { pacerKey } from './table.ts'

/** Campaign time, epoch milliseconds; fractions carry rates that do not divide a second. */
const Slots = z.object({ nextAt: z.number() })

// Lanes that ask at the same moment take turns; each turn of ours is one that another lane has won.
const TRIES = 20

export const pacerIn = (table: Table, clock: Clock): Pacer => ({
  async take(scope, { intervalMs, horizonMs }) {
    for (let tries = 0; tries < TRIES; tries++) {
      const now = clock.now()
      const before = await table.get(pacerKey(scope), Slots)
      const slot = Math.max(now, before?.nextAt ?? now)
      if (slot > now + horizonMs) return undefined
      const taken = await table.update(pacerKey(scope), {
        change: { set: { nextAt: slot + intervalMs } },
        condition: before ? { text: '#nextAt = :before', values: { before: before.nextAt } } : { text: 'attribute_not_exists(#nextAt)' },
        schema: Slots,
      })
      if (taken) return slot
      await clock.rest(Math.random() * 10)
    }
    return undefined
  },
})
