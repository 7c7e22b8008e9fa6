// What only DynamoDB's client does: conflicts that are tried again, and errors that are told.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
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
  const chances = [0.5, 0.25, 0.75]
  const random = () => chances.shift() ?? 0
  return { table: openTable(ringmasterTable.tableName, { clock, random }, client), asked, clock }
}

const Item = z.object({ n: z.number() })
let keys = 0
const aKey = () => ({ PK: `ITEM#${++keys}`, SK: 'ITEM' })
const isNew = { text: 'attribute_not_exists(#PK)' }

describe('one item that a transaction was at', () => {
  it.each([
    ['put', async (table: ReturnType<typeof openTable>) => table.put({ ...aKey(), n: 1 }, isNew), true],
    ['updated', async (table: ReturnType<typeof openTable>) => table.update(aKey(), { change: { add: { n: 1 } }, schema: Item }), { n: 1 }],
    ['taken', async (table: ReturnType<typeof openTable>) => table.take(aKey(), Item), undefined],
  ])('is %s after a rest, which grows and is left to chance', async (_, work, result) => {
    const { table, asked, clock } = open(inConflict(), inConflict())
    expect(await work(table)).toEqual(result)
    expect(asked).toHaveLength(3)
    // A half of 40 ms, then a quarter of 80.
    expect(clock.machine()).toBe(20 + 20)
  })

  it.each(['put', 'update'] as const)('fails loudly where a %s fails for another reason', async (operation) => {
    const { table } = open(new Error('the network is down'))
    const work =
      operation === 'put' ? table.put({ ...aKey(), n: 1 }, isNew) : table.update(aKey(), { change: { add: { n: 1 } }, schema: Item })
    await expect(work).rejects.toThrow('the network is down')
  })
})

describe('a transaction', () => {
  it('of one change costs no transaction', async () => {
    const { table, asked } = open()
    expect(await table.transact([{ name: 'only', key: aKey(), change: { add: { n: 5 } } }])).toEqual({ ok: true })
    expect(asked).toEqual(['UpdateItemCommand'])
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
    expect(clock.machine()).toBe(20 + 20)
    expect(await table.get(second, Item)).toEqual({ n: 1 })
  })

  it('that is refused and in conflict is told as refused: trying again cannot help', async () => {
    const { table, asked } = open(canceled('TransactionConflict', 'ConditionalCheckFailed'))
    const [busy, refused] = [
      { name: 'busy', put: { ...aKey(), n: 1 } },
      { name: 'refused', put: { ...aKey(), n: 1 } },
    ]
    expect(await table.transact([busy, refused])).toEqual({ ok: false, refused: [{ write: refused, found: undefined }] })
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

describe('what people write', () => {
  const Said = z.object({ said: z.record(z.string(), z.string()) })

  it('may stand under any name, also one that means something to JavaScript', async () => {
    const { table } = open()
    const [put, updated] = [aKey(), aKey()]
    const said = { constructor: 'Ferrari', toString: 'x', valueOf: 'y', length: '3' }
    await table.put({ ...put, said })
    await table.update(updated, { change: { set: { said } }, schema: Said })
    expect(await table.get(put, Said)).toEqual({ said })
    expect(await table.get(updated, Said)).toEqual({ said })
  })

  it('is kept when a character of it was cut in half', async () => {
    const { table } = open()
    const [put, updated, first, second] = [aKey(), aKey(), aKey(), aKey()]
    const said = { whole: '👍', half: '👍'.slice(0, 1), 'h\uDC4Dlf': 'a name' }
    const kept = { said: { whole: '👍', half: '\uFFFD', 'h\uFFFDlf': 'a name' } }
    await table.put({ ...put, said })
    await table.update(updated, { change: { set: { said } }, schema: Said })
    await table.transact([
      { name: 'first', put: { ...first, said } },
      { name: 'second', key: second, change: { set: { said } } },
    ])
    for (const key of [put, updated, first, second]) expect(await table.get(key, Said)).toEqual(kept)
  })
})
