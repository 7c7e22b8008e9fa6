// What only the table in memory has: watchers, late indexes, conflicts, and records that are parsed once.
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { standingClock } from '../support/engine.ts'
import { busyAfterTransactions } from './table/contention.ts'
import { memoryTable } from './table/memory-table.ts'

const one = { PK: 'ITEM#1', SK: 'ITEM' }
const other = { PK: 'ITEM#2', SK: 'ITEM' }
const Item = z.object({ n: z.number() })
const Anything = z.looseObject({})
const add = (n: number) => ({ change: { add: { n } }, schema: Item })

describe('who watches', () => {
  it('is told of every write once all of it has happened, with the item before and after', async () => {
    const told: unknown[] = []
    const table = memoryTable({ onWrite: (key, before, after) => told.push({ key, before, after }) })
    await table.put({ ...one, n: 1 })
    await table.put({ ...one, n: 2 }, { text: 'attribute_not_exists(#PK)' })
    await table.transact([
      { name: 'one', remove: one },
      { name: 'other', key: other, change: { set: { n: 5 } } },
      { name: 'third', check: { PK: 'ITEM#3', SK: 'ITEM' }, condition: { text: 'attribute_not_exists(#PK)' } },
    ])
    expect(told).toEqual([
      { key: expect.objectContaining(one), before: undefined, after: { ...one, n: 1 } },
      { key: one, before: { ...one, n: 1 }, after: undefined },
      { key: other, before: undefined, after: { ...other, n: 5 } },
    ])
  })

  it('cannot change what it is shown', async () => {
    const table = memoryTable({ onWrite: (_, __, after) => Object.assign(after?.list ?? {}, ['changed']) })
    await expect(table.put({ ...one, list: ['kept'] })).rejects.toThrow(TypeError)
    expect(await table.get(one, Anything)).toMatchObject({ list: ['kept'] })
  })
})

describe('a record that is parsed once', () => {
  it('is the same object until the item is written again, and nobody can change it', async () => {
    const table = memoryTable({ parse: 'once' })
    await table.put({ ...one, n: 1 })
    const first = await table.get(one, Item)
    expect(await table.get(one, Item)).toBe(first)
    expect(Object.isFrozen(first)).toBe(true)
    await table.update(one, add(1))
    expect(await table.get(one, Item)).toEqual({ n: 2 })
    expect(first).toEqual({ n: 1 })
  })

  it('is another one for another schema', async () => {
    const table = memoryTable({ parse: 'once' })
    await table.put({ ...one, n: 1 })
    expect(await table.get(one, Item)).toEqual({ n: 1 })
    expect(await table.get(one, Anything)).toEqual({ ...one, n: 1 })
    expect(await table.get(one, Item)).toEqual({ n: 1 })
  })

  it('is remembered for the items in use alone', async () => {
    const table = memoryTable({ parse: 'once' })
    await table.put({ ...one, n: 1 })
    const first = await table.get(one, Item)
    for (let i = 0; i < 20_000; i++) {
      await table.put({ PK: `MANY#${i}`, SK: 'ITEM', n: i })
      await table.get({ PK: `MANY#${i}`, SK: 'ITEM' }, Item)
    }
    const again = await table.get(one, Item)
    expect(again).toEqual(first)
    expect(again).not.toBe(first)
  })
})

describe('a late index', () => {
  const lateTable = (delays: number[]) => {
    const waiting: { at: number; fn: () => void }[] = []
    const after = (at: number, fn: () => void): void => void waiting.push({ at, fn })
    const table = memoryTable({ lag: { ms: () => delays.shift() ?? 0, after } })
    /** All changes that take no longer arrive, in the order of their delays. */
    const arrive = (until: number): void => {
      const due = waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)
      for (const change of due) waiting.splice(waiting.indexOf(change), 1)
      for (const { fn } of due) fn()
    }
    const shown = async (partition = 'DUE') => (await table.query({ index: 'due', partition }, Anything)).items.map(({ dueSK }) => dueSK)
    return { table, arrive, shown }
  }

  it('shows an item only after a while, while the table has it at once', async () => {
    const { table, arrive, shown } = lateTable([100])
    await table.put({ ...one, duePK: 'DUE', dueSK: '1' })
    expect(await table.get(one, Anything)).toMatchObject({ dueSK: '1' })
    expect(await shown()).toEqual([])
    arrive(100)
    expect(await shown()).toEqual(['1'])
  })

  it('shows an item that is gone, or elsewhere, for a while', async () => {
    const { table, arrive, shown } = lateTable([0, 100, 200])
    await table.put({ ...one, duePK: 'DUE', dueSK: '1' })
    arrive(0)
    await table.update(one, { change: { set: { dueSK: '2' } }, schema: Anything })
    await table.take(one, Anything)
    expect(await shown()).toEqual(['1'])
    arrive(100)
    expect(await shown()).toEqual(['2'])
    arrive(200)
    expect(await shown()).toEqual([])
  })

  it('never goes back to what was overtaken', async () => {
    const { table, arrive, shown } = lateTable([0, 300, 100])
    await table.put({ ...one, duePK: 'DUE', dueSK: '1' })
    arrive(0)
    await table.update(one, { change: { set: { dueSK: '2' } }, schema: Anything })
    await table.update(one, { change: { remove: ['duePK', 'dueSK'] }, schema: Anything })
    arrive(100)
    expect(await shown()).toEqual([])
    arrive(300)
    expect(await shown()).toEqual([])
  })
})

describe('an item that is busy', () => {
  it('makes whoever writes to it wait, and nobody who reads it', async () => {
    const { clock } = standingClock(0)
    const table = memoryTable({ contention: { clock, random: () => 0.5, isBusy: ({ PK }) => PK === one.PK && clock.machine() < 50 } })
    expect(await table.get(one, Item)).toBeUndefined()
    expect(clock.machine()).toBe(0)
    expect(await table.update(one, add(1))).toEqual({ n: 1 })
    expect(clock.machine()).toBe(20 + 40)
    expect(await table.update(other, add(1))).toEqual({ n: 1 })
    expect(clock.machine()).toBe(60)
  })

  it('for longer than anybody waits is an error, as DynamoDB tells it', async () => {
    const { clock } = standingClock(0)
    const table = memoryTable({ contention: { clock, random: () => 0.5, isBusy: ({ PK }) => PK === one.PK } })
    await expect(table.put({ ...one, n: 1 })).rejects.toMatchObject({ name: 'TransactionConflictException' })
    const writes = [one, other].map((key) => ({ name: key.PK, key, change: { add: { n: 1 } } }))
    await expect(table.transact(writes)).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
    })
    expect(await table.get(other, Item)).toBeUndefined()
  })

  it('is one that a transaction was at a moment ago', async () => {
    const { clock, move } = standingClock(0)
    const table = memoryTable({ contention: busyAfterTransactions(15, { clock, random: () => 0.5 }) })
    const writes = [one, other].map((key) => ({ name: key.PK, key, change: { add: { n: 1 } } }))
    await table.transact(writes)
    move(14)
    await table.update(one, add(1))
    expect(clock.machine()).toBe(14 + 20)
    move(1)
    await table.update(other, add(1))
    expect(clock.machine()).toBe(35)
  })
})

describe('what is no item', () => {
  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [new Date(0)], [new Set(['a'])], [() => 0], [10n], [Symbol('s')]])(
    'is refused on its way in: %s',
    async (value) => {
      await expect(memoryTable().put({ ...one, value })).rejects.toThrow('An item holds text, numbers')
    },
  )

  it('is larger than 400 KB', async () => {
    await expect(memoryTable().put({ ...one, text: 'x'.repeat(410_000) })).rejects.toThrow('maximum allowed size')
  })

  it.each(['#a', '#a =', '#a = :a AND', '(#a = :a', '#a = :a)', '#a LIKE :a', 'a = :a', 'size(#a) > :a', '#a = "b"'])(
    'is written on a condition that is none: %s',
    async (text) => {
      await expect(memoryTable().put(one, { text, values: { a: 1 } })).rejects.toThrow('Invalid condition')
    },
  )

  it.each([
    ['a value that is not given', '#a = :a', {}],
    ['a value too many', '#a = :a', { a: 1, b: 2 }],
    ['bounds the wrong way round', '#a BETWEEN :a AND :b', { a: 2, b: 1 }],
  ])('is written on a condition with %s', async (_, text, values) => {
    await expect(memoryTable().put({ ...one, a: 1 }, { text, values })).rejects.toThrow('Invalid')
  })
})
