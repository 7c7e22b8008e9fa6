// A telephone number's own record: its lock, its suppression and its latest calls, over all campaigns.
import * as z from 'zod'
import type { Numbers } from '#app/ports.ts'
import { NumberRecord } from '#app/records.ts'
import { E164, Instant } from '#contract/ids.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { CALLS_INDEX, numberKey, SUPPRESSED_PARTITION } from './table.ts'
import type { Table } from './table-operations.ts'

/** Sorts by time, and names the number. */
const Listed = z.object({ callsSK: z.string() }).transform(({ callsSK }) => {
  const [at, phone] = callsSK.split('#')
  return { at: Instant.parse(at), phone: E164.parse(phone) }
})
const text = z.string().min(1)
const ListKey = z.strictObject({ PK: text, SK: text, callsPK: z.literal(SUPPRESSED_PARTITION), callsSK: text })

export const numbersIn = (table: Table): Numbers => {
  const get: Numbers['get'] = (e164) => table.get(numberKey(e164), NumberRecord)
  return {
    get,

    async suppressedAmong(e164s) {
      const byKey = new Map(e164s.map((e164) => [numberKey(e164).PK, e164]))
      const found = await table.existing(e164s.map(numberKey), ['suppressed'])
      const listed = found.filter(({ suppressed }) => suppressed === true).map(({ PK }) => byKey.get(PK))
      return new Set(listed.filter((e164) => e164 !== undefined))
    },

    async suppress(e164, { at, because }) {
      const suppressed = { suppressed: true, suppressedAt: at, suppressedBecause: because }
      const isNew = { text: 'attribute_not_exists(#suppressed) OR #suppressed = :false', values: { false: false } }
      const listed = { callsPK: SUPPRESSED_PARTITION, callsSK: `${at}#${e164}` }
      await table.update(numberKey(e164), {
        change: { set: { ...suppressed, ...listed }, add: { version: 1 } },
        condition: isNew,
        schema: z.object({}),
      })
    },

    async unsuppress(e164) {
      const lifted = await table.update(numberKey(e164), {
        change: { set: { suppressed: false }, add: { version: 1 }, remove: ['suppressedAt', 'suppressedBecause', 'callsPK', 'callsSK'] },
        condition: { text: '#suppressed = :true', values: { true: true } },
        schema: z.object({}),
      })
      return lifted !== undefined
    },

    async suppressed({ limit, cursor }) {
      const after = fromCursor(cursor, ListKey)
      const { items, last } = await table.query(
        { index: CALLS_INDEX, partition: SUPPRESSED_PARTITION, newestFirst: true, limit, after },
        Listed,
      )
      const reasons = await Promise.all(items.map(async ({ phone }) => (await get(phone))?.suppressedBecause ?? ''))
      return { items: items.map((item, i) => ({ ...item, because: reasons[i] ?? '' })), nextCursor: toCursor(last) }
    },
  }
}
