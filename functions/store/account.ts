// The telephone account's own items: what was learned of its limits, how campaigns share them, and a breaker for each provider.
import * as z from 'zod/mini'
import type { Account, Breakers } from '#app/ports/account.ts'
import { AccountRecord } from '#app/records/account.ts'
import { BreakerRecord, type Provider } from '#app/records/breaker.ts'
import { removedBy } from './expression.ts'
import { accountKey, breakerKey } from './table.ts'
import type { Table } from './table-operations.ts'

const UNUSED: AccountRecord = { version: 0, shares: {} }

const untroubled = (provider: Provider): BreakerRecord => ({
  provider,
  version: 0,
  state: 'closed',
  windowMs: 0,
  failures: 0,
  successes: 0,
  openings: 0,
})

/** Any item of the account's partition: which it is, its sort key tells. */
const AccountItem = z.pipe(
  z.looseObject({ SK: z.string() }),
  z.transform((item) => (item.SK === accountKey.SK ? { account: AccountRecord.parse(item) } : { breaker: BreakerRecord.parse(item) })),
)

/** The item does not exist yet, or is as it was read. */
const asRead = ({ version }: { version: number }) =>
  version === 0 ? { text: 'attribute_not_exists(#version)' } : { text: '#version = :version', values: { version } }

export const accountIn = (table: Table): Account => ({
  get: async () => (await table.get(accountKey, AccountRecord)) ?? UNUSED,

  async standing() {
    const { items } = await table.query({ partition: accountKey.PK, consistent: false }, AccountItem)
    const [account = UNUSED] = items.flatMap((item) => item.account ?? [])
    const found = items.flatMap((item) => item.breaker ?? [])
    const breaker = (provider: Provider): BreakerRecord => found.find((one) => one.provider === provider) ?? untroubled(provider)
    return { account, breakers: { twilio: breaker('twilio'), elevenlabs: breaker('elevenlabs') } }
  },

  change: (seen, patch) =>
    table.update(accountKey, {
      change: { set: { ...seen, ...patch, version: seen.version + 1 }, remove: removedBy(patch) },
      condition: asRead(seen),
      schema: AccountRecord,
    }),
})

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
