// The telephone account's own item: what was learned of its limits, and how campaigns share them; read with the breakers beside it.
import * as z from 'zod/mini'
import type { Account } from '#app/ports/account.ts'
import { AccountRecord } from '#app/records/account.ts'
import { BreakerRecord, type Provider } from '#app/records/breaker.ts'
import { asRead, untroubled } from './breakers.ts'
import { removedBy } from './expression.ts'
import { accountKey } from './table.ts'
import type { Table } from './table-operations.ts'

const UNUSED: AccountRecord = { version: 0, shares: {} }

/** Any item of the account's partition: which it is, its sort key tells. */
const AccountItem = z.pipe(
  z.looseObject({ SK: z.string() }),
  z.transform((item) => (item.SK === accountKey.SK ? { account: AccountRecord.parse(item) } : { breaker: BreakerRecord.parse(item) })),
)

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
