// Whatever the item and whatever the condition: DynamoDB and the table in memory decide alike, and write alike.
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod/mini'
import type { Change, Condition } from '#store/expression.ts'
import type { Table } from '#store/table-operations.ts'
import { memoryTable } from '../simulation/table/memory-table.ts'
import { openStore } from '../support/store.ts'
import { startTable } from '../support/table.ts'

let server: Awaited<ReturnType<typeof startTable>>
beforeAll(async () => {
  server = await startTable()
})
afterAll(() => server.close())

// Few values and few attributes, so that they often meet.
const number = fc.constantFrom(-1, 0, 2, 10)
const text = fc.constantFrom('a', 'ab', 'b', '10')
const scalar = fc.oneof(number, text)
const value = fc.oneof(
  scalar,
  fc.constantFrom(true, false, null),
  fc.array(scalar, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom('x', 'y'), scalar),
)
const attribute = fc.constantFrom('one', 'two', 'state')
const item = fc.dictionary(attribute, value)

type Part = { text: string; values: unknown[] }
const ordered = (a: number | string, b: number | string) => (a <= b ? [a, b] : [b, a])

/** `?` stands for the next value. */
const leaf: fc.Arbitrary<Part> = fc.oneof(
  fc.tuple(attribute, fc.constantFrom('=', '<>'), value).map(([name, op, v]) => ({ text: `#${name} ${op} ?`, values: [v] })),
  fc.tuple(attribute, fc.constantFrom('<', '<=', '>', '>='), scalar).map(([name, op, v]) => ({ text: `#${name} ${op} ?`, values: [v] })),
  fc.tuple(attribute, scalar).map(([name, v]) => ({ text: `? < #${name}`, values: [v] })),
  fc
    .tuple(attribute, fc.oneof(fc.tuple(number, number), fc.tuple(text, text)))
    .map(([name, [a, b]]) => ({ text: `#${name} BETWEEN ? AND ?`, values: ordered(a, b) })),
  fc
    .tuple(attribute, fc.array(value, { minLength: 1, maxLength: 3 }))
    .map(([name, vs]) => ({ text: `#${name} IN (${vs.map(() => '?').join(', ')})`, values: vs })),
  fc.tuple(attribute, text).map(([name, v]) => ({ text: `begins_with(#${name}, ?)`, values: [v] })),
  attribute.map((name) => ({ text: `attribute_exists(#${name})`, values: [] })),
  attribute.map((name) => ({ text: `attribute_not_exists(#${name})`, values: [] })),
)

const tree = fc.letrec<{ part: Part }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.tuple(tie('part'), fc.constantFrom('AND', 'OR'), tie('part')).map(([a, op, b]) => join(`${a.text} ${op} ${b.text}`, a, b)),
    fc.tuple(tie('part'), fc.constantFrom('AND', 'OR'), tie('part')).map(([a, op, b]) => join(`(${a.text}) ${op} (${b.text})`, a, b)),
    tie('part').map((a) => join(`NOT (${a.text})`, a)),
  ),
})).part

const join = (text: string, ...parts: Part[]): Part => ({ text, values: parts.flatMap(({ values }) => values) })

const condition = tree.map(({ text: parts, values }): Condition => {
  let next = 0
  const named = parts.replaceAll('?', () => `:given${next++}`)
  return { text: named, values: Object.fromEntries(values.map((v, i) => [`given${i}`, v])) }
})

const change: fc.Arbitrary<Change> = fc.record({
  set: fc.dictionary(fc.constantFrom('one', 'two', 'three'), value),
  add: fc.dictionary(fc.constantFrom('count', 'sum'), number),
  remove: fc.uniqueArray(fc.constantFrom('state', 'four')),
})

const Anything = z.looseObject({})
let keys = 0

it('the item is written by both or by neither, and is the same afterwards', async () => {
  const tables: Table[] = [openStore().table, memoryTable()]
  await fc.assert(
    fc.asyncProperty(fc.option(item), condition, change, async (before, condition, change) => {
      const key = { PK: `CONDITION#${++keys}`, SK: 'ITEM' }
      const [here, there] = await Promise.all(
        tables.map(async (table) => {
          if (before) await table.put({ ...before, ...key })
          const written = await table.transact([{ name: 'item', key, change, condition }])
          return { written, after: await table.get(key, Anything) }
        }),
      )
      expect(there).toEqual(here)
    }),
    { numRuns: 300 },
  )
})
