// Exports over a table in memory: the file, whoever is cut off, and what comes back when it is imported again.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileKey } from '#app/exports/wake-export.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { Variables } from '#contract/contact-parts.ts'
import type { ExportFormat } from '#contract/export.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { cleanCell } from '#domain/list/cell-text.ts'
import { attemptKey } from '#store/table.ts'
import { anAttempt } from '../../support/builders.ts'
import { exporting } from '../../support/exported.ts'
import { inChunks, readWhole } from '../../support/whole-list.ts'

const FORMATS: ExportFormat[] = ['csv', 'jsonl', 'xlsx']

type Given = Partial<ContactRecord>
const campaignOf = async (contacts: readonly Given[], options: Parameters<typeof exporting>[0] = {}) => {
  const here = await exporting({ shards: 1, ...options })
  const written: ContactRecord[] = []
  for (const [i, changes] of contacts.entries()) {
    const { name, ...contact } = { name: undefined, variables: {}, ...changes }
    written.push(await here.contact(here.campaign, i, { ...contact, ...(name === undefined ? { name: '' } : { name }) }))
  }
  return { ...here, written }
}

/** As it would be imported again. */
const readBack = async (bytes: Buffer) => {
  const whole = await readWhole(inChunks(bytes))
  if ('problem' in whole) throw new Error(whole.problem)
  expect(whole.rejects).toEqual([])
  return new Map(whole.contacts.map(({ line: _, ...row }) => [row.phone, row]))
}

const callOf = ({ campaignId, id: contactId, phone }: ContactRecord, n: number, changes: object = {}) =>
  anAttempt({ id: attemptIdOf(campaignId, contactId, n), campaignId, contactId, phone, n, state: 'completed', ...changes })

describe.each(FORMATS)('an export as %s', (format) => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(
      '=SUM(A1)',
      '+1 202',
      '-1',
      '@x',
      "'=x",
      "'quoted'",
      '"',
      'a,b',
      'a;b',
      'one\ntwo',
      '\tx',
      '_x000D_',
      '<b>&amp;',
      '007',
      '1e5',
    ),
  )
  const value = cell.map(cleanCell).filter((text) => text !== '')
  const names = ['plan', 'Renewal Date', 'naïve', '=cmd', 'due, net', 'mood "now"'] as const
  const variables = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 4 })

  it('is imported again as the very same contacts, whatever stands in them', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(variables, { minLength: 1, maxLength: 6 }), async (rows) => {
        const here = await campaignOf(rows.map((row): Given => ({ variables: { ...row } })))
        const again = await readBack(await here.file(format))
        expect([...again.keys()].sort()).toEqual(here.written.map(({ phone }) => phone).sort())
        for (const { phone, variables: before } of here.written) expect(again.get(phone)?.variables).toEqual(before)
      }),
      { numRuns: 40 },
    )
  })

  it('keeps what a contact’s row said beside its variables', async () => {
    const own = { timeZone: 'Europe/London', firstMessage: 'Hi!', prompt: 'Be brief.', callAfter: '17:30', priority: 1, voiceId: 'v1' }
    const here = await campaignOf([{ name: 'Ana', ...own, variables: {} }, { variables: { plan: 'gold' } }])
    const again = await readBack(await here.file(format))
    const [first, second] = here.written
    expect(first && again.get(first.phone)).toMatchObject({ name: 'Ana', ...own })
    expect(second && again.get(second.phone)?.variables).toEqual({ plan: 'gold' })
  })

  it('does not tell twice what stands in a column of the contact’s own list', async () => {
    const spoken: Variables = { 'First Name': 'Ana', 'Last Name': 'Torres', tz: 'Europe/London' }
    const here = await campaignOf([{ name: 'Ana Torres', timeZone: 'Europe/London', variables: spoken }])
    const again = await readBack(await here.file(format))
    const [first] = here.written
    expect(first && again.get(first.phone)).toMatchObject({ name: 'Ana Torres', timeZone: 'Europe/London', variables: spoken })
  })
})

describe('a CSV', () => {
  it('has no cell that a spreadsheet would run, and every number as text', async () => {
    const here = await campaignOf([{ variables: { '=cmd': '=1+1', plus: '+1', at: '@a', minus: '-1', tab: '\tx', wide: '＝1' } }])
    const text = (await here.file('csv')).toString('utf8')
    expect(text.startsWith('\uFEFF')).toBe(true)
    const cells = [...text.slice(1).matchAll(/"((?:[^"]|"")*)"/g)].map(([, inner = '']) => inner)
    expect(cells.filter((inner) => /^[=+\-@\t\r\n＝＋－＠]/.test(inner))).toEqual([])
    expect(cells).toContain(`'${here.written[0]?.phone}`)
  })
})

describe('what came of a contact', () => {
  it('stands in columns of ours, from its last call, on whichever page that is', async () => {
    const here = await campaignOf(Array.from({ length: 7 }, () => ({ state: 'done' as const, outcome: 'human' as const })))
    for (const contact of here.written) {
      await here.table.put({ ...attemptKey(callOf(contact, 1).id), ...callOf(contact, 1, { outcome: 'busy' }) })
      const result = { conversationId: 'c', state: 'done', summary: `Of ${contact.phone}`, collected: { day: 'Monday' } }
      const last = callOf(contact, 2, { seconds: 42, result })
      await here.table.put({ ...attemptKey(last.id), ...last })
    }
    const lines = (await here.file('jsonl')).toString('utf8').trim().split('\n')
    expect(lines).toHaveLength(7)
    for (const { phone } of here.written) {
      const row: unknown = lines.map((line) => JSON.parse(line)).find((one) => one.phone === `${phone}`)
      expect(row).toMatchObject({
        ...{ 'ringmaster state': 'done', 'ringmaster outcome': 'human', 'ringmaster calls': 2, 'ringmaster seconds': 42 },
        ...{ 'ringmaster summary': `Of ${phone}`, 'ringmaster day': 'Monday' },
      })
    }
  })
})

describe('an invocation that runs out of time', () => {
  const many = Array.from({ length: 12 }, (_, i): Given => ({ variables: { i: String(i), [`v${i}`]: 'x' } }))

  it.each(FORMATS)('is followed by one that goes on: %s', async (format) => {
    const whole = await (await campaignOf(many)).file(format)
    const here = await campaignOf(many)
    const created = await here.create(format)
    let asked = 0
    // Time for a few pages, then for none.
    const invocations = await here.run(created, () => (++asked % 3 === 0 ? 0 : 900_000))
    expect(invocations).toBeGreaterThan(1)
    expect(here.woken.length).toBe(invocations)
    const bytes = here.objects.get(fileKey(created))
    const [once, again] = [await readBack(whole), await readBack(bytes ?? Buffer.alloc(0))]
    for (const [phone, { variables }] of once) expect(again.get(phone)?.variables).toEqual(variables)
    expect(again.size).toBe(once.size)
  })
})

describe('two invocations of one export', () => {
  it('do not both write it', async () => {
    const here = await campaignOf([{}, {}])
    const created = await here.create('csv')
    await Promise.all([here.run(created), here.run(created)])
    expect(here.uploads.size).toBe(1)
    expect(await here.report.get(here.campaign.id, created.id)).toMatchObject({
      state: 'done',
      rows: 2,
      file: { bytes: expect.any(Number) },
    })
  })
})

describe('an export that cannot be made', () => {
  it('because its campaign was deleted says so', async () => {
    const here = await campaignOf([{}])
    const created = await here.create('csv')
    await here.campaigns.change(await here.reread(here.campaign), { deletedAt: '2026-11-02T15:00:00.000Z' })
    await here.run(created)
    expect(await here.exports.get(here.campaign.id, created.id)).toMatchObject({ state: 'failed', problem: 'The campaign was deleted.' })
  })

  it('because a sheet does not hold so many rows is refused at once', async () => {
    const here = await campaignOf([], { totalContacts: 1_048_576 })
    await expect(here.create('xlsx')).rejects.toMatchObject({ code: 'unprocessable' })
    expect(await here.create('csv')).toMatchObject({ state: 'running' })
  })

  it('because whoever was at it never came back is told as stopped', async () => {
    const here = await campaignOf([{}])
    const created = await here.create('csv')
    const record = await here.exports.get(here.campaign.id, created.id)
    if (record) await here.exports.replace(record, { ...record, touchedMs: here.clock.machine() })
    here.move(60 * 60_000)
    expect(await here.report.get(here.campaign.id, created.id)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('again'),
    })
  })
})
