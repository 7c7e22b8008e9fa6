// Numbers that are forgotten and yet never called: the table keeps a digest of each, made with a secret of the deployment.
import * as z from 'zod/mini'
import type { Numbers } from '#app/ports/numbers.ts'
import type { ForgottenNumbers } from '#app/ports/personal-data.ts'
import type { NumberRecord } from '#app/records/number.ts'
import { type E164, Instant } from '#contract/ids.ts'
import { forgottenKey } from './table.ts'
import type { Table } from './table-operations.ts'

const Forgotten = z.object({ at: Instant })

const asNumber = (at: string): NumberRecord => ({
  version: 0,
  suppressed: true,
  suppressedAt: at,
  suppressedBecause: 'the person has asked to be forgotten',
  recent: [],
})

export const forgottenIn = (table: Table, digestOf: (e164: E164) => Promise<string>): ForgottenNumbers => ({
  digestOf,

  async get(e164) {
    const found = await table.get(forgottenKey(await digestOf(e164)), Forgotten)
    return found && asNumber(found.at)
  },

  async among(e164s) {
    if (e164s.length === 0) return new Set()
    const keys = await Promise.all(e164s.map(async (e164) => forgottenKey(await digestOf(e164))))
    const there = new Set((await table.existing(keys)).map(({ PK }) => PK))
    return new Set(e164s.filter((_, i) => there.has(keys[i]?.PK ?? '')))
  },

  lift: async (e164) => (await table.take(forgottenKey(await digestOf(e164)), Forgotten)) !== undefined,
})

/**
 * Numbers as whoever calls them must know them. A number is forgotten only while it has no record of its own: the digest is looked for
 * where there is none, which is once for each number that was never called.
 */
export const knowingForgotten = (numbers: Numbers, forgotten: ForgottenNumbers): Numbers => {
  const suppressionsOf: Numbers['suppressionsOf'] = async (e164s) => {
    const known = await numbers.suppressionsOf(e164s)
    const others = await forgotten.among(e164s.filter((e164) => !known.has(e164)))
    return new Map([...known, ...[...others].map((e164) => [e164, {}] as const)])
  }
  return {
    ...numbers,
    suppressionsOf,
    suppressedAmong: async (e164s) => new Set((await suppressionsOf(e164s)).keys()),
    get: async (e164) => (await numbers.get(e164)) ?? (await forgotten.get(e164)),
    async unsuppress(e164) {
      const [isLifted, wasForgotten] = await Promise.all([numbers.unsuppress(e164), forgotten.lift(e164)])
      return isLifted || wasForgotten
    },
  }
}
