// The telephone account's own items: what was learned of its limits, how campaigns share them, and a breaker for each provider.
import type { Account, Breakers } from '#app/ports.ts'
import { AccountRecord, BreakerRecord, type Provider } from '#app/records.ts'
import type { Table } from './dynamo.ts'
import { accountKey, breakerKey } from './table.ts'

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

/** The item does not exist yet, or is as it was read. */
const asRead = ({ version }: { version: number }) =>
  version === 0 ? { text: 'attribute_not_exists(#version)' } : { text: '#version = :version', values: { version } }

export const accountIn = (table: Table): Account => ({
  get: async () => (await table.get(accountKey, AccountRecord, { consistent: false })) ?? UNUSED,

  change: (seen, patch) => {
    const { version, ...whole } = { ...seen, ...patch, version: seen.version + 1 }
    return table.update(accountKey, { change: { set: { ...whole, version } }, condition: asRead(seen), schema: AccountRecord })
  },
})

export const breakersIn = (table: Table): Breakers => {
  const get = async (provider: Provider): Promise<BreakerRecord> =>
    (await table.get(breakerKey(provider), BreakerRecord, { consistent: false })) ?? untroubled(provider)
  return {
    async all() {
      const [twilio, elevenlabs] = await Promise.all([get('twilio'), get('elevenlabs')])
      return { twilio, elevenlabs }
    },

    async count({ provider, version, windowMs }, { failures, successes }) {
      if (version === 0) return
      await table.update(breakerKey(provider), {
        change: { add: { failures, successes } },
        condition: { text: '#windowMs = :windowMs', values: { windowMs } },
        schema: BreakerRecord,
      })
    },

    change: (seen, patch) =>
      table.update(breakerKey(seen.provider), {
        change: { set: { ...seen, ...patch, version: seen.version + 1 } },
        condition: asRead(seen),
        schema: BreakerRecord,
      }),
  }
}
