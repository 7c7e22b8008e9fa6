// A telephone number's own record: its lock, its suppression and its latest calls, over all campaigns.
import * as z from 'zod/mini'
import type { Numbers } from '#app/ports/numbers.ts'
import { NumberRecord } from '#app/records/number.ts'
import { E164, Instant } from '#contract/ids.ts'
import { SomeText } from '#contract/parts.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { suppressionOf, unsuppressed } from './number-suppression.ts'
import { CALLS_INDEX, numberKey, suppressedPartitions } from './table.ts'
import type { Table } from './table-operations.ts'

const Listed = z.pipe(
  z.object({ callsSK: z.string() }),
  z.transform(({ callsSK }) => {
    const [at, phone] = callsSK.split('#')
    return { at: Instant.parse(at), phone: E164.parse(phone), sort: callsSK }
  }),
)
const ListKey = z.strictObject({ suppressed: SomeText })

const Marks = z.pick(NumberRecord, { suppressedBy: true, lockedBy: true })

export const numbersIn = (table: Table): Numbers => {
  const get: Numbers['get'] = (e164) => table.get(numberKey(e164), NumberRecord)
  const suppressionsOf: Numbers['suppressionsOf'] = async (e164s) => {
    const found = await table.existing(e164s.map(numberKey), ['suppressed', 'suppressedBy', 'lockedBy'])
    const byKey = new Map(found.map((item) => [item.PK, item]))
    const listed = e164s.flatMap((e164) => {
      const item = byKey.get(numberKey(e164).PK)
      return item?.suppressed === true ? [[e164, Marks.parse(item)] as const] : []
    })
    return new Map(listed)
  }

  return {
    get,
    suppressionsOf,
    suppressedAmong: async (e164s) => new Set((await suppressionsOf(e164s)).keys()),

    suppress: (e164, why) =>
      table.update(numberKey(e164), {
        change: suppressionOf(e164, why),
        condition: { text: 'attribute_not_exists(#suppressedAt)' },
        schema: NumberRecord,
      }),

    async unsuppress(e164) {
      const lifted = await table.update(numberKey(e164), {
        change: unsuppressed,
        condition: { text: '#suppressed = :true', values: { true: true } },
        schema: z.object({}),
      })
      return lifted !== undefined
    },

    async suppressed({ limit, cursor }) {
      const last = fromCursor(cursor, ListKey)?.suppressed
      // One more than is wanted: the last one of the page before is found again, or else it says that there is another page.
      const rest = { newestFirst: true, limit: limit + 1, ...(last ? { to: last } : {}) }
      const found = await Promise.all(
        suppressedPartitions.map((partition) => table.query({ index: CALLS_INDEX, partition, ...rest }, Listed)),
      )
      const left = found.flatMap(({ items }) => items.filter(({ sort }) => sort !== last)).sort((a, b) => (a.sort < b.sort ? 1 : -1))
      const listed = left.slice(0, limit)
      const reasons = await Promise.all(listed.map(async ({ phone }) => (await get(phone))?.suppressedBecause ?? ''))
      const end = left.length > limit ? listed.at(-1) : undefined
      return {
        items: listed.map(({ phone, at }, i) => ({ phone, at, because: reasons[i] ?? '' })),
        nextCursor: toCursor(end && { suppressed: end.sort }),
      }
    },
  }
}
