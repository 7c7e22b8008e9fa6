// The few operations that the store is written in, over a real table and over one that refuses.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { openTable } from '#store/dynamo.ts'
import { standingClock } from '../support/engine.ts'
import { canceled, failingClient, inConflict } from '../support/failing-dynamo.ts'
import { ringmasterTable, startTable } from '../support/table.ts'

let server: Awaited<ReturnType<typeof startTable>>
beforeAll(async () => {
  server = await startTable()
})
afterAll(() => server.close())

const open = (...failures: Error[]) => {
  const { clock } = standingClock(0)
  const { client, asked } = failingClient(...failures)
  return { table: openTable(ringmasterTable.tableName, clock, client), asked, clock }
}

const Item = z.object({ n: z.number(), state: z.string().optional() })
let keys = 0
const aKey = () => ({ PK: `ITEM#${++keys}`, SK: 'ITEM' })
const isNew = { text: 'attribute_not_exists(#PK)' }

describe('one item', () => {
  it('is put only where the condition holds', async () => {
    const { table } = open()
    const key = aKey()
    expect(await table.put({ ...key, n: 1 }, isNew)).toBe(true)
    expect(await table.put({ ...key, n: 2 }, isNew)).toBe(false)
    expect(await table.get(key, Item)).toEqual({ n: 1 })
  })

  it('that is not there is undefined', async () => {
    const { table } = open()
    expect(await table.get(aKey(), Item)).toBeUndefined()
    expect(await table.take(aKey(), Item)).toBeUndefined()
  })

  it('that is not what it should be is an error, not a guess', async () => {
    const { table } = open()
    const key = aKey()
    await table.put({ ...key, n: 'one' })
    await expect(table.get(key, Item)).rejects.toThrow('expected number')
  })

  it('is given as it is after an update, with reserved words as attributes', async () => {
    const { table } = open()
    const key = aKey()
    await table.put({ ...key, n: 1, state: 'pending' })
    const change = { set: { state: 'calling' }, add: { n: 2 } }
    expect(await table.update(key, { change, condition: { text: '#n = :n', values: { n: 1 } }, schema: Item })).toEqual({
      n: 3,
      state: 'calling',
    })
  })

  it('is left alone by an update whose condition does not hold, which gives undefined', async () => {
    const { table } = open()
    const key = aKey()
    await table.put({ ...key, n: 1 })
    const condition = { text: '#n = :n', values: { n: 7 } }
    expect(await table.update(key, { change: { add: { n: 1 } }, condition, schema: Item })).toBeUndefined()
    expect(await table.get(key, Item)).toEqual({ n: 1 })
  })

  it('is taken once', async () => {
    const { table } = open()
    const key = aKey()
    await table.put({ ...key, n: 1 })
    const taken = await Promise.all([table.take(key, Item), table.take(key, Item), table.take(key, Item)])
    expect(taken.filter((item) => item !== undefined)).toEqual([{ n: 1 }])
  })

  it('is looked for among a hundred', async () => {
    const { table } = open()
    const there = Array.from({ length: 3 }, aKey)
    for (const key of there) await table.put({ ...key, n: 1 })
    const asked = [...there, ...Array.from({ length: 97 }, aKey)]
    const found = await table.existing(asked)
    expect(found.map(({ PK }) => PK).sort()).toEqual(there.map(({ PK }) => PK).sort())
    expect(await table.existing([])).toEqual([])
  })

  it('is updated, after a rest, when a transaction was at it', async () => {
    const { table, asked, clock } = open(inConflict(), inConflict())
    const key = aKey()
    expect(await table.update(key, { change: { add: { n: 1 } }, schema: Item })).toEqual({ n: 1 })
    expect(asked).toHaveLength(3)
    expect(clock.machine()).toBeGreaterThan(0)
  })

  it.each(['put', 'update'] as const)('fails loudly where a %s fails for another reason', async (operation) => {
    const { table } = open(new Error('the network is down'))
    const work =
      operation === 'put' ? table.put({ ...aKey(), n: 1 }, isNew) : table.update(aKey(), { change: { add: { n: 1 } }, schema: Item })
    await expect(work).rejects.toThrow('the network is down')
  })
})

describe('a query', () => {
  it('pages, in both directions, and filters what it read', async () => {
    const { table } = open()
    const partition = aKey().PK
    for (const n of [1, 2, 3, 4]) await table.put({ PK: partition, SK: `A#${n}`, n, ...(n % 2 ? { state: 'odd' } : {}) })
    const first = await table.query({ partition, limit: 3 }, Item)
    expect(first.items.map(({ n }) => n)).toEqual([1, 2, 3])
    expect((await table.query({ partition, limit: 3, after: first.last }, Item)).items.map(({ n }) => n)).toEqual([4])
    expect((await table.query({ partition, newestFirst: true, limit: 2 }, Item)).items.map(({ n }) => n)).toEqual([4, 3])
    expect((await table.query({ partition, begins: 'A#', only: 'attribute_exists(#state)' }, Item)).items.map(({ n }) => n)).toEqual([1, 3])
    expect((await table.query({ partition, from: 'A#2', to: 'A#3' }, Item)).items.map(({ n }) => n)).toEqual([2, 3])
  })
})

describe('a transaction', () => {
  it('writes everything, or nothing and names what was refused', async () => {
    const { table } = open()
    const [first, second, third] = [aKey(), aKey(), aKey()]
    await table.put({ ...first, n: 1 })
    const refused = await table.transact([
      { name: 'new', put: { ...second, n: 1 }, condition: isNew },
      { name: 'taken', put: { ...first, n: 2 }, condition: isNew },
      { name: 'missing', check: third, condition: { text: 'attribute_exists(#PK)' } },
    ])
    expect(refused).toEqual({ ok: false, refused: ['taken', 'missing'] })
    expect(await table.get(second, Item)).toBeUndefined()

    const written = await table.transact([
      { name: 'new', put: { ...second, n: 1 }, condition: isNew },
      { name: 'old', remove: first },
      { name: 'counted', key: third, change: { add: { n: 5 } } },
    ])
    expect(written).toEqual({ ok: true })
    expect(await Promise.all([first, second, third].map((key) => table.get(key, Item)))).toEqual([undefined, { n: 1 }, { n: 5 }])
  })

  it('of one change costs no transaction, and is refused by its name all the same', async () => {
    const { table, asked } = open()
    const key = aKey()
    const add = (n: number) => [{ name: 'only', key, change: { add: { n } }, condition: { text: 'attribute_not_exists(#n)' } }]
    expect(await table.transact(add(5))).toEqual({ ok: true })
    expect(await table.transact(add(7))).toEqual({ ok: false, refused: ['only'] })
    expect(await table.get(key, Item)).toEqual({ n: 5 })
    expect(asked).not.toContain('TransactWriteItemsCommand')
  })

  it('is tried again, after a rest, when another operation was at one of its items', async () => {
    const { table, asked, clock } = open(canceled('None', 'TransactionConflict'), canceled('TransactionConflict', 'None'))
    const [first, second] = [aKey(), aKey()]
    const written = await table.transact([
      { name: 'first', put: { ...first, n: 1 } },
      { name: 'second', put: { ...second, n: 1 } },
    ])
    expect(written).toEqual({ ok: true })
    expect(asked).toEqual(['TransactWriteItemsCommand', 'TransactWriteItemsCommand', 'TransactWriteItemsCommand'])
    expect(clock.machine()).toBeGreaterThan(0)
    expect(await table.get(second, Item)).toEqual({ n: 1 })
  })

  it('that is refused and in conflict is told as refused: trying again cannot help', async () => {
    const { table, asked } = open(canceled('TransactionConflict', 'ConditionalCheckFailed'))
    const writes = [
      { name: 'busy', put: { ...aKey(), n: 1 } },
      { name: 'refused', put: { ...aKey(), n: 1 } },
    ]
    expect(await table.transact(writes)).toEqual({ ok: false, refused: ['refused'] })
    expect(asked).toHaveLength(1)
  })

  it('gives up loudly when the conflict goes on', async () => {
    const { table, asked } = open(...Array.from({ length: 50 }, () => canceled('TransactionConflict')))
    await expect(table.transact([{ name: 'one', put: { ...aKey(), n: 1 } }])).rejects.toMatchObject({
      name: 'TransactionCanceledException',
    })
    expect(asked.length).toBeGreaterThan(3)
    expect(asked.length).toBeLessThan(20)
  })

  it.each([
    ['for a reason that is neither', canceled('ValidationError')],
    ['without a reason', canceled()],
    ['by the network', new Error('the network is down')],
  ])('that is cancelled %s is not tried again', async (_, failure) => {
    const { table, asked } = open(failure)
    await expect(table.transact([{ name: 'one', put: { ...aKey(), n: 1 } }])).rejects.toBe(failure)
    expect(asked).toHaveLength(1)
  })
})
