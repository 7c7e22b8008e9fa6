// What an import leaves beside its file: a report, and the rejected rows as a list that imports again once they are repaired.
import { beforeEach, describe, expect, it } from 'vitest'
import { someSettings } from '../support/builders.ts'
import { aList, playImports } from '../support/imports.ts'
import { aNumber } from '../support/store.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let bucket: ReturnType<typeof playImports>
beforeEach(() => {
  bucket = playImports()
})

const textOf = (key: string): string => Buffer.from(bucket.kept.get(key) ?? '').toString('utf8')
const timeFor = (slices: number) => {
  let left = slices
  return () => (left-- > 0 ? 60_000 : 1_000)
}
const HOUR = 3_600_000
/** Every third row has no number. */
const HOLEY = aList(600)
  .split('\n')
  .map((line, i) => (i > 0 && i % 3 === 0 ? `Person ${i},none,"=1+""${i}"""` : line))
  .join('\n')

describe('the rejected rows', () => {
  it('are a list with line, column and reason before each row as it was', async () => {
    const campaign = await bucket.campaign()
    const list = ['Full Name,Mobile,Plan', `Ana,${aNumber(1)},gold`, 'Ben,+44 none,"a ""b"", c"', 'Chloe,,=SUM(A1)'].join('\n')
    const { event, arrive } = await bucket.upload(campaign, list)
    await arrive()
    expect(textOf(`${event.key}.rejects.csv`)).toBe(
      [
        '\uFEFF"rejected line","rejected column","rejected reason","Full Name","Mobile","Plan"',
        '"3","Mobile","this is not a telephone number","Ben","\'+44 none","a ""b"", c"',
        '"4","Mobile","the number is empty","Chloe","","\'=SUM(A1)"',
        '',
      ].join('\r\n'),
    )
  })

  it('import again once they are repaired, and nothing of ours becomes a variable', async () => {
    const campaign = await bucket.campaign()
    const first = await bucket.upload(campaign, `name,phone,plan\nBen,none,=1+1\nAna,${aNumber(1)},gold`)
    await first.arrive()
    const repaired = textOf(`${first.event.key}.rejects.csv`).replace('"none"', `"${aNumber(2)}"`)
    const second = await bucket.upload(campaign, repaired)
    await second.arrive()
    expect(await second.report()).toMatchObject({ state: 'imported', rows: 1, imported: 1 })
    const { items } = await bucket.ports.contacts.list(campaign, { limit: 10 })
    expect(items.find(({ phone }) => phone === aNumber(2))).toMatchObject({ name: 'Ben', variables: { name: 'Ben', plan: '=1+1' } })
  })

  it('of a list without a header have one, by what was found in its columns', async () => {
    const campaign = await bucket.campaign()
    const rows = Array.from({ length: 9 }, (_, i) => `${aNumber(i)},gold`)
    const { event, arrive } = await bucket.upload(campaign, [...rows, 'none,silver'].join('\n'))
    await arrive()
    expect(textOf(`${event.key}.rejects.csv`)).toContain('"phone","column 2"')
  })

  it('of JSON objects have a cell for what no other object names', async () => {
    const campaign = await bucket.campaign()
    const rows = Array.from({ length: 20 }, (_, i) => JSON.stringify({ phone: aNumber(i), plan: 'gold' }))
    const { event, arrive } = await bucket.upload(campaign, [...rows, '{"phone": "none", "plan": "silver", "x": 7}'].join('\n'))
    await arrive()
    expect(textOf(`${event.key}.rejects.csv`)).toMatch(/"none","silver",("7",)?"(\{""x"":""7""\})?"/)
  })

  it('of JSON that stands in one line are those that were rejected, each with its own reason', async () => {
    const campaign = await bucket.campaign()
    const rows = [{ phone: 'none' }, { phone: aNumber(1) }, { phone: '' }, { phone: aNumber(2), timezone: 'Mars' }, { phone: aNumber(3) }]
    const { event, arrive, report } = await bucket.upload(campaign, JSON.stringify(rows.map((row, i) => ({ name: `Person ${i}`, ...row }))))
    await arrive()
    expect(await report()).toMatchObject({ rows: 5, imported: 2, rejected: 3 })
    const lines = textOf(`${event.key}.rejects.csv`).trimEnd().split('\r\n').slice(1)
    expect(lines.map((line) => line.split('","').slice(1, 4))).toEqual([
      ['phone', 'this is not a telephone number', 'Person 0'],
      ['phone', 'the number is empty', 'Person 2'],
      ['timezone', expect.stringContaining('Mars'), 'Person 3'],
    ])
  })

  it('are all there, each once, whoever was cut off in between', async () => {
    const campaign = await bucket.campaign()
    const whole = await bucket.upload(campaign, HOLEY)
    await whole.arrive()
    const expected = textOf(`${whole.event.key}.rejects.csv`)
    expect(expected.split('\r\n')).toHaveLength(202)

    const other = await bucket.campaign()
    const cut = await bucket.upload(other, HOLEY)
    await cut.arrive({}, timeFor(2))
    await bucket.goOn(() => timeFor(1))
    expect(textOf(`${cut.event.key}.rejects.csv`)).toBe(expected)
    const { rejects, reasons, ...counts } = await cut.report()
    expect(counts).toMatchObject({ rows: 600, imported: 400, rejected: 200 })
    expect(reasons).toEqual([{ column: 'phone', reason: 'this is not a telephone number', rows: 200 }])
  })

  it('are the same when a row’s last moment has passed, and a country was taken off, before it is read again', async () => {
    const lastMoment = new Date(bucket.clock.now() + 2 * HOUR).toISOString()
    const list = aList(300)
      .split('\n')
      .map((line, i) => {
        if (i === 0) return `${line},call_before`
        return `${i % 3 === 0 ? 'Ben,none,gold' : line},${lastMoment}`
      })
      .join('\n')
    const campaign = await bucket.campaign({ settings: someSettings({ allowedCountries: ['US', 'GB'] }) })
    const { event, arrive, report } = await bucket.upload(campaign, list)
    await arrive({}, timeFor(2))
    const { imported, rejected } = await report()
    expect([imported, rejected].every((count) => count > 20)).toBe(true)
    bucket.move(3 * HOUR)
    await bucket.ports.campaigns.change(await bucket.now(campaign), { settings: { ...campaign.settings, allowedCountries: ['US'] } })
    await bucket.goOn()
    expect(await report()).toMatchObject({ rows: 300, imported: 200, rejected: 100 })
    expect(textOf(`${event.key}.rejects.csv`).trimEnd().split('\r\n')).toHaveLength(101)
  })

  it('do not exist where every row could be used', async () => {
    const campaign = await bucket.campaign()
    const { event, arrive } = await bucket.upload(campaign, aList(3))
    await arrive()
    expect([...bucket.kept.keys()].filter((key) => key.startsWith(event.key))).toEqual([event.key, `${event.key}.report.json`])
  })
})

describe('the report', () => {
  it('says what came of the rows, why, and what became of each column', async () => {
    const campaign = await bucket.campaign()
    const list = [
      'name,Mobile,plan,Country',
      `Ana,${aNumber(1)},gold,US`,
      `Ana,${aNumber(1)},gold,US`,
      'Ben,none',
      `Chloe,${aNumber(2)}`,
    ].join('\n')
    const { event, arrive } = await bucket.upload(campaign, list)
    await arrive()
    expect(JSON.parse(textOf(`${event.key}.report.json`))).toMatchObject({
      ...{ importId: event.importId, state: 'imported', rows: 4, imported: 2, updated: 0, duplicates: 1, rejected: 1 },
      reasons: [{ column: 'Mobile', reason: 'this is not a telephone number', rows: 1 }],
      notes: [{ reason: expect.stringContaining('taken as empty'), rows: 2 }],
      file: { format: 'delimited', encoding: 'utf-8', delimiter: ',' },
      columns: [
        { header: 'name', field: 'name' },
        { header: 'Mobile', field: 'phone' },
        { header: 'plan', field: 'variable' },
        { header: 'Country', field: 'country' },
      ],
    })
  })

  it('is written of a file that could not be used, too', async () => {
    const campaign = await bucket.campaign()
    const { event, arrive } = await bucket.upload(campaign, 'city\nParis')
    await arrive()
    expect(JSON.parse(textOf(`${event.key}.report.json`))).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('“city”'),
      rows: 0,
    })
  })
})
