// Numbers of a list become numbers that nobody calls, many at a time: all of them or none.
import { expect, it } from 'vitest'
import { readyToCall } from '../support/claimed.ts'
import { aNumber } from '../support/store.ts'
import { onEachTable } from './each-table.ts'

const WHEN = { at: '2026-11-02T15:00:00.000Z', because: 'a list' }
const listed = (from: number, count: number) => Array.from({ length: count }, (_, i) => ({ e164: aNumber(from + i), by: `imp_1#${i}` }))

onEachTable((openStore) => {
  it('a hundred numbers are suppressed at once, each by its row', async () => {
    const { ledger, numbers } = openStore()
    const all = listed(5_000, 100)
    expect(await ledger.suppressNumbers({ ...WHEN, numbers: all })).toEqual({ ok: true })
    const found = await numbers.suppressionsOf(all.map(({ e164 }) => e164))
    expect([...found].map(([e164, { suppressedBy }]) => ({ e164, by: suppressedBy }))).toEqual(all)
    const page = await numbers.suppressed({ limit: 100 })
    expect(page.items).toHaveLength(100)
  })

  it('none is where one of them is suppressed already, and that one stays as it is', async () => {
    const { ledger, numbers } = openStore()
    const all = listed(5_200, 3)
    await numbers.suppress(aNumber(5_201), { at: '2026-11-01T15:00:00.000Z', because: 'a letter' })
    expect(await ledger.suppressNumbers({ ...WHEN, numbers: all })).toEqual({
      ok: false,
      refused: ['number'],
      because: ['the number is suppressed since 2026-11-01T15:00:00.000Z'],
    })
    expect([...(await numbers.suppressionsOf(all.map(({ e164 }) => e164))).keys()]).toEqual([aNumber(5_201)])
    expect(await numbers.get(aNumber(5_201))).toMatchObject({ suppressedBecause: 'a letter' })
  })

  it('one from which it was lifted is suppressed again', async () => {
    const { ledger, numbers } = openStore()
    const [first, second] = [aNumber(5_301), aNumber(5_302)]
    await numbers.suppress(first, WHEN)
    await numbers.unsuppress(first)
    expect(await ledger.suppressNumbers({ ...WHEN, numbers: [first, second].map((e164) => ({ e164, by: 'imp_2#1' })) })).toEqual({
      ok: true,
    })
  })

  it('keeps what is known of a number that is being called, and a claim that read it before is refused', async () => {
    const here = await readyToCall(openStore())
    const numbers = [{ e164: here.contact.phone, by: 'imp_3#1' }]
    expect(await here.ledger.suppressNumbers({ ...WHEN, numbers })).toEqual({ ok: true })
    expect(await here.claim()).toMatchObject({ refused: ['number'] })
  })
})
