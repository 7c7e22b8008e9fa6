// The few operations that the store is written in.
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { onEachTable } from './each-table.ts'

const Item = z.object({ n: z.number(), state: z.optional(z.string()) })
let keys = 0
const aKey = () => ({ PK: `ITEM#${++keys}`, SK: 'ITEM' })
const isNew = { text: 'attribute_not_exists(#PK)' }

onEachTable((openStore) => {
  const open = () => openStore().table

  describe('one item', () => {
    it('is put only where the condition holds', async () => {
      const table = open()
      const key = aKey()
      expect(await table.put({ ...key, n: 1 }, isNew)).toBe(true)
      expect(await table.put({ ...key, n: 2 }, isNew)).toBe(false)
      expect(await table.get(key, Item)).toEqual({ n: 1 })
    })

    it('that is not there is undefined', async () => {
      const table = open()
      expect(await table.get(aKey(), Item)).toBeUndefined()
      expect(await table.take(aKey(), Item)).toBeUndefined()
    })

    it('that is not what it should be is an error, not a guess', async () => {
      const table = open()
      const key = aKey()
      await table.put({ ...key, n: 'one' })
      await expect(table.get(key, Item)).rejects.toThrow('"expected": "number"')
    })

    it('is replaced as a whole by another put', async () => {
      const table = open()
      const key = aKey()
      await table.put({ ...key, n: 1, state: 'pending' })
      await table.put({ ...key, n: 2, state: undefined })
      expect(await table.get(key, Item)).toEqual({ n: 2 })
    })

    it('is given as it is after an update, with reserved words as attributes', async () => {
      const table = open()
      const key = aKey()
      await table.put({ ...key, n: 1, state: 'pending' })
      const change = { set: { state: 'calling' }, add: { n: 2 } }
      expect(await table.update(key, { change, condition: { text: '#n = :n', values: { n: 1 } }, schema: Item })).toEqual({
        n: 3,
        state: 'calling',
      })
    })

    it('is made by an update where there was none, and counts from zero', async () => {
      const table = open()
      const key = aKey()
      expect(await table.update(key, { change: { add: { n: -2 }, remove: ['state'] }, schema: Item })).toEqual({ n: -2 })
      expect(await table.get(key, Item)).toEqual({ n: -2 })
    })

    it('is left alone by an update whose condition does not hold, which gives undefined', async () => {
      const table = open()
      const key = aKey()
      await table.put({ ...key, n: 1 })
      const condition = { text: '#n = :n', values: { n: 7 } }
      expect(await table.update(key, { change: { add: { n: 1 } }, condition, schema: Item })).toBeUndefined()
      expect(await table.get(key, Item)).toEqual({ n: 1 })
    })

    it.each([
      ['counts what is text', { add: { state: 1 } }],
      ['writes an attribute twice', { set: { n: 1 }, remove: ['n'] }],
      ['changes the key', { set: { PK: 'OTHER' } }],
      ['gives an index an empty key', { set: { duePK: '' } }],
      ['gives an index a number as key', { set: { duePK: 1 } }],
    ])('is not updated by what %s', async (_, change) => {
      const table = open()
      const key = aKey()
      await table.put({ ...key, n: 1, state: 'pending' })
      await expect(table.update(key, { change, schema: Item })).rejects.toThrow()
      expect(await table.get(key, Item)).toEqual({ n: 1, state: 'pending' })
    })

    it('is taken once', async () => {
      const table = open()
      const key = aKey()
      await table.put({ ...key, n: 1 })
      const taken = await Promise.all([table.take(key, Item), table.take(key, Item), table.take(key, Item)])
      expect(taken.filter((item) => item !== undefined)).toEqual([{ n: 1 }])
    })

    it('is looked for among a hundred', async () => {
      const table = open()
      const there = Array.from({ length: 3 }, aKey)
      for (const key of there) await table.put({ ...key, n: 1 })
      const asked = [...there, ...Array.from({ length: 97 }, aKey)]
      const found = await table.existing(asked)
      expect(found.map(({ PK }) => PK).sort()).toEqual(there.map(({ PK }) => PK).sort())
      expect(await table.existing([])).toEqual([])
    })

    it('is read with a hundred others, in the order in which they were asked for', async () => {
      const table = open()
      const keys = Array.from({ length: 100 }, aKey)
      const there = [keys[90], keys[4], keys[55]].filter((key) => key !== undefined)
      for (const [n, key] of there.entries()) await table.put({ ...key, n })
      expect(await table.all([...there, ...keys.slice(0, 4)], Item)).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }])
      expect(await table.all([], Item)).toEqual([])
    })

    it('belongs to nobody outside: what is changed before or after does not change it', async () => {
      const table = open()
      const key = aKey()
      const variables = { plan: ['gold'] }
      await table.put({ ...key, variables })
      variables.plan.push('silver')
      const Held = z.object({ variables: z.object({ plan: z.array(z.string()) }) })
      const held = await table.get(key, Held)
      expect(held).toEqual({ variables: { plan: ['gold'] } })
      // A record may be frozen: then the change is an error.
      await Promise.resolve()
        .then(() => held?.variables.plan.push('bronze'))
        .catch(() => undefined)
      expect(await table.get(key, Held)).toEqual({ variables: { plan: ['gold'] } })
    })
  })

  describe('a query', () => {
    const aPartition = async (count: number) => {
      const table = open()
      const partition = aKey().PK
      for (let n = 1; n <= count; n++) await table.put({ PK: partition, SK: `A#${n}`, n, ...(n % 2 ? { state: 'odd' } : {}) })
      const numbers = async (query: Omit<Parameters<typeof table.query>[0], 'partition'>) =>
        (await table.query({ partition, ...query }, Item)).items.map(({ n }) => n)
      return { table, partition, numbers }
    }

    it('pages, in both directions', async () => {
      const { table, partition, numbers } = await aPartition(4)
      const first = await table.query({ partition, limit: 3 }, Item)
      expect(first.items.map(({ n }) => n)).toEqual([1, 2, 3])
      expect(first.last).toEqual({ PK: partition, SK: 'A#3' })
      expect(await numbers({ limit: 3, after: first.last })).toEqual([4])
      expect(await numbers({ newestFirst: true, limit: 2 })).toEqual([4, 3])
      expect(await numbers({ newestFirst: true, limit: 2, after: { PK: partition, SK: 'A#3' } })).toEqual([2, 1])
    })

    it('goes on behind a key that is there no more', async () => {
      const { partition, numbers } = await aPartition(3)
      expect(await numbers({ after: { PK: partition, SK: 'A#15' } })).toEqual([2, 3])
      expect(await numbers({ newestFirst: true, after: { PK: partition, SK: 'A#15' } })).toEqual([1])
    })

    it('that ends at its limit says so, though nothing may follow', async () => {
      const { table, partition } = await aPartition(2)
      expect((await table.query({ partition, limit: 2 }, Item)).last).toEqual({ PK: partition, SK: 'A#2' })
      expect((await table.query({ partition, limit: 3 }, Item)).last).toBeUndefined()
      expect(await table.query({ partition, limit: 3, after: { PK: partition, SK: 'A#2' } }, Item)).toEqual({ items: [], last: undefined })
    })

    it('filters what it has read, and counts it against its limit all the same', async () => {
      const { table, partition, numbers } = await aPartition(4)
      expect(await numbers({ begins: 'A#', only: 'attribute_exists(#state)' })).toEqual([1, 3])
      const page = await table.query({ partition, limit: 2, only: 'attribute_exists(#state)' }, Item)
      expect(page.items).toHaveLength(1)
      expect(page.last).toEqual({ PK: partition, SK: 'A#2' })
    })

    it('keeps to its bounds, both included', async () => {
      const { numbers } = await aPartition(5)
      expect(await numbers({ from: 'A#2', to: 'A#3' })).toEqual([2, 3])
      expect(await numbers({ to: 'A#2' })).toEqual([1, 2])
      expect(await numbers({ from: 'A#2', to: 'A#4', newestFirst: true })).toEqual([4, 3, 2])
      expect(await numbers({ begins: 'A#3', newestFirst: true })).toEqual([3])
      expect(await numbers({ begins: 'B' })).toEqual([])
    })

    it('stops after a megabyte', async () => {
      const table = open()
      const partition = aKey().PK
      for (let n = 0; n < 12; n++) await table.put({ PK: partition, SK: String.fromCharCode(65 + n), n, state: 'x'.repeat(100_000) })
      const first = await table.query({ partition }, Item)
      const rest = await table.query({ partition, after: first.last }, Item)
      expect(first.items).toHaveLength(10)
      expect([...first.items, ...rest.items].map(({ n }) => n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
      expect(rest.last).toBeUndefined()
    })

    it('refuses to go on behind a key of another partition', async () => {
      const { numbers } = await aPartition(1)
      await expect(numbers({ after: { PK: 'ITEM#0', SK: 'A#1' } })).rejects.toThrow('outside query boundaries')
    })
  })

  describe('an index', () => {
    const Due = z.object({ SK: z.string(), dueSK: z.string(), n: z.optional(z.number()) })

    it('has the items that have its keys, under their newest values, and shows only what it carries', async () => {
      const table = open()
      const [one, other] = [aKey(), aKey()]
      const partition = `DUE#${one.PK}`
      await table.put({ ...one, n: 1, duePK: partition, dueSK: '2' })
      await table.put({ ...other, n: 2, duePK: partition, dueSK: '3' })
      await table.put({ ...aKey(), n: 3, duePK: partition })
      const shown = async () => (await table.query({ index: 'due', partition }, Due)).items
      expect(await shown()).toEqual([
        { SK: 'ITEM', dueSK: '2' },
        { SK: 'ITEM', dueSK: '3' },
      ])
      await table.update(one, { change: { set: { dueSK: '4' } }, schema: z.object({}) })
      expect((await shown()).map(({ dueSK }) => dueSK)).toEqual(['3', '4'])
      await table.update(other, { change: { remove: ['duePK', 'dueSK'] }, schema: z.object({}) })
      await table.take(one, z.object({}))
      expect(await shown()).toEqual([])
    })

    it('holds several items of one sort key, and pages between them', async () => {
      const table = open()
      const partition = `CALLS#${aKey().PK}`
      for (let i = 0; i < 5; i++) await table.put({ ...aKey(), n: i, callsPK: partition, callsSK: 'same' })
      const seen: number[] = []
      let after: Record<string, unknown> | undefined
      do {
        const page = await table.query({ index: 'calls', partition, limit: 2, after }, Item)
        seen.push(...page.items.map(({ n }) => n))
        after = page.last
      } while (after)
      expect(seen.sort()).toEqual([0, 1, 2, 3, 4])
    })
  })

  describe('a transaction', () => {
    it('writes everything, or nothing and gives what was refused with what it found', async () => {
      const table = open()
      const [first, second, third] = [aKey(), aKey(), aKey()]
      await table.put({ ...first, n: 1 })
      const fresh = { name: 'new', put: { ...second, n: 1 }, condition: isNew }
      const taken = { name: 'taken', put: { ...first, n: 2 }, condition: isNew }
      const missing = { name: 'missing', check: third, condition: { text: 'attribute_exists(#PK)' } }
      expect(await table.transact([fresh, taken, missing])).toEqual({
        ok: false,
        refused: [
          { write: taken, found: { ...first, n: 1 } },
          { write: missing, found: undefined },
        ],
      })
      expect(await table.get(second, Item)).toBeUndefined()

      const written = await table.transact([
        { name: 'new', put: { ...second, n: 1 }, condition: isNew },
        { name: 'old', remove: first },
        { name: 'counted', key: third, change: { add: { n: 5 } } },
      ])
      expect(written).toEqual({ ok: true })
      expect(await Promise.all([first, second, third].map((key) => table.get(key, Item)))).toEqual([undefined, { n: 1 }, { n: 5 }])
    })

    it('of one change is refused like any other', async () => {
      const table = open()
      const key = aKey()
      const add = (n: number) => ({ name: 'only', key, change: { add: { n } }, condition: { text: 'attribute_not_exists(#n)' } })
      expect(await table.transact([add(5)])).toEqual({ ok: true })
      expect(await table.transact([add(7)])).toEqual({ ok: false, refused: [{ write: add(7), found: { ...key, n: 5 } }] })
      expect(await table.get(key, Item)).toEqual({ n: 5 })
    })

    it('may not touch an item twice, nor more than a hundred', async () => {
      const table = open()
      const key = aKey()
      const twice = [1, 2].map((n) => ({ name: `${n}`, put: { ...key, n } }))
      await expect(table.transact(twice)).rejects.toThrow('one item')
      const many = Array.from({ length: 101 }, (_, n) => ({ name: `${n}`, put: { ...aKey(), n } }))
      await expect(table.transact(many)).rejects.toThrow()
      expect(await table.get(key, Item)).toBeUndefined()
    })
  })
})
