// A breaker for each provider, beside the account's own item.
import type { Breakers } from '#app/ports/account.ts'
import { BreakerRecord, type Provider } from '#app/records/breaker.ts'
import { removedBy } from './expression.ts'
import { breakerKey } from './table.ts'
import type { Table } from './table-operations.ts'

export const untroubled = (provider: Provider): BreakerRecord => ({
  provider,
  version: 0,
  state: 'closed',
  windowMs: 0,
  failures: 0,
  successes: 0,
  openings: 0,
})

/** The item does not exist yet, or is as it was read. */
export const asRead = ({ version }: { version: number }) =>
  version === 0 ? { text: 'attribute_not_exists(#version)' } : { text: '#version = :version', values: { version } }

export const breakersIn = (table: Table): Breakers => ({
  get: async (provider) => (await table.get(breakerKey(provider), BreakerRecord)) ?? untroubled(provider),

  count: ({ provider, windowMs }, { failures, successes }) =>
    table.update(breakerKey(provider), {
      change: { add: { failures, successes } },
      condition: { text: '#windowMs = :windowMs', values: { windowMs } },
      schema: BreakerRecord,
    }),

  change: (seen, patch) =>
    table.update(breakerKey(seen.provider), {
      change: { set: { ...seen, ...patch, version: seen.version + 1 }, remove: removedBy(patch) },
      condition: asRead(seen),
      schema: BreakerRecord,
    }),
})
