import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { E164, ImportId } from '#contract/ids.ts'
import { aCampaign } from '../../support/builders.ts'
import { previewOf } from '../../support/previews.ts'

const aNumber = (i: number): E164 => E164.parse(`+1202555010${i}`)
const HEADER = 'Name;Telefon;Plan'

describe('a preview of a list', () => {
  it('says what kind of file it is and where the contacts begin', async () => {
    const { file } = await previewOf(['Customers of May', '', HEADER, 'Ana;+12025550101;gold'])
    expect(file).toEqual({
      ...{ format: 'delimited', isGzipped: false, encoding: 'utf-8', delimiter: ';', hasHeader: true, firstLine: 4 },
    })
  })

  it('names every column, what it is taken for, and what stands in it', async () => {
    const { columns } = await previewOf([HEADER, 'Ana;+12025550101;gold', 'Ben;+12025550102;', 'Cleo;+12025550103;silver', 'Dan;1;iron'])
    expect(columns).toEqual([
      { header: 'Name', field: 'name', samples: ['Ana', 'Ben', 'Cleo'] },
      { header: 'Telefon', field: 'phone', samples: ['+12025550101', '+12025550102', '+12025550103'] },
      { header: 'Plan', field: 'variable', samples: ['gold', 'silver', 'iron'] },
    ])
  })

  it('shows the first twenty rows as they will be', async () => {
    const { rows } = await previewOf([
      'phone,name,plan,language',
      ...Array.from({ length: 30 }, (_, i) => `(202) 555-01${10 + i},P${i},gold,de`),
    ])
    expect(rows).toHaveLength(20)
    expect(rows[0]).toEqual({
      ...{ line: 2, phone: '+12025550110', name: 'P0', fate: 'new', overrides: { language: 'de' } },
      variables: { name: 'P0', plan: 'gold', language: 'de' },
    })
  })

  it('reads columns as a person says they are', async () => {
    const { columns, rows } = await previewOf([HEADER, 'Ana;+12025550101;gold'], { mapping: { Name: 'ignore', Plan: 'name' } })
    expect(columns.map(({ field }) => field)).toEqual(['ignore', 'phone', 'name'])
    expect(rows[0]).toMatchObject({ name: 'gold' })
  })

  it('reads numbers without + as those of the country that is chosen', async () => {
    const { rows } = await previewOf(['phone', '020 7946 0123'], { defaultCountry: 'GB' })
    expect(rows[0]?.phone).toBe('+442079460123')
  })
})

describe('rows that cannot be used', () => {
  it('stand with their line, their column and what was in it, and are counted by reason', async () => {
    const { rejects, reasons, counts } = await previewOf([HEADER, 'Ana;12;gold', 'Ben;13;', 'Cleo;+12025550103;x;y', 'Dan;+12025550104;'])
    expect(rejects.map(({ line, column, cell }) => ({ line, column, cell }))).toEqual([
      { line: 2, column: 'Telefon', cell: '12' },
      { line: 3, column: 'Telefon', cell: '13' },
      { line: 4, column: 'all columns', cell: '' },
    ])
    expect(reasons.map(({ rows, column }) => [rows, column])).toEqual([
      [2, 'Telefon'],
      [1, 'all columns'],
    ])
    expect(counts).toMatchObject({ rows: 4, rejected: 3, willBeCalled: 1 })
  })

  it('are told apart by what is wrong and not by what they hold', async () => {
    const rows = ['eins', 'zwei', 'drei'].map((text, i) => `+1202555010${i},${text}`)
    const { reasons } = await previewOf(['phone,priority', ...rows])
    expect(reasons).toEqual([{ column: 'priority', reason: '“…” is no number from 1, the first, to 9', rows: 3 }])
  })
})

describe('rows that will not be called', () => {
  it('are counted as what they are, each once', async () => {
    const numbers = [1, 2, 3, 4, 4, 3].map((i) => `+1202555010${i}`)
    const { counts, rows } = await previewOf(
      ['phone', ...numbers],
      { campaignId: aCampaign().id },
      { campaign: aCampaign(), known: [aNumber(2)], suppressed: [aNumber(3), aNumber(2)] },
    )
    expect(counts).toEqual({ rows: 6, willBeCalled: 2, neverCalled: 0, suppressed: 1, known: 1, duplicates: 2, rejected: 0 })
    expect(rows.map(({ fate }) => fate)).toEqual(['new', 'known', 'suppressed', 'new', 'duplicate', 'duplicate'])
  })

  it('are never called when no hour is open in all places where they may be', async () => {
    const window = { from: '03:00', to: '04:00' }
    const { counts, reasons, rows } = await previewOf(['phone', '+12025550101'], { settings: { window } })
    expect(counts).toMatchObject({ neverCalled: 1, willBeCalled: 0 })
    expect(reasons[0]).toMatchObject({ rows: 1, reason: expect.stringContaining('calling hours') })
    expect(rows[0]).toMatchObject({ fate: 'never', note: reasons[0]?.reason })
  })

  it('are never called when each contact must have agreed and this one has not', async () => {
    const { rows } = await previewOf(['phone,consent', '+12025550101,form 7', '+12025550102,no'], {}, { rules: { consent: 'contact' } })
    expect(rows.map(({ fate }) => fate)).toEqual(['new', 'never'])
  })
})

describe('a file of which nothing can be used', () => {
  it('says why, and still shows its columns, to be named', async () => {
    const { problem, columns, counts } = await previewOf(['who,how', 'Ana,0x1', 'Ben,0x2'])
    expect(problem).toContain('no column for the telephone number')
    expect(columns).toEqual([
      { header: 'who', field: 'variable', samples: ['Ana', 'Ben'] },
      { header: 'how', field: 'variable', samples: ['0x1', '0x2'] },
    ])
    expect(counts.rows).toBe(0)
  })

  it('has its columns’ names below a title', async () => {
    const { columns } = await previewOf(['Customers;;', 'who;office;home', 'Ana;+12025550101;+12025550111'])
    expect(columns.map(({ header }) => header)).toEqual(['who', 'office', 'home'])
  })

  it('can be used once a person has named the column', async () => {
    const { problem, counts } = await previewOf(['who,how', 'Ana,+12025550101'], { mapping: { how: 'phone' } })
    expect(problem).toBeUndefined()
    expect(counts.willBeCalled).toBe(1)
  })

  it('can be used without a header, though several columns hold numbers, once one of them is named', async () => {
    const lines = ['+12025550101,+12025550111,Ana', '+12025550102,+12025550112,Ben']
    expect((await previewOf(lines)).columns.map(({ header }) => header)).toEqual(['column 1', 'column 2', 'column 3'])
    const { rows } = await previewOf(lines, { mapping: { 'column 2': 'phone' } })
    expect(rows.map(({ phone }) => phone)).toEqual(['+12025550111', '+12025550112'])
  })
})

describe('the words', () => {
  const words = { prompt: 'Ask about {{plan}}.', firstMessage: 'Hello {{name|there}}, {{city}}.' }

  it('are rendered for the first five who will be called, with what each of them lacks', async () => {
    const rows = Array.from({ length: 7 }, (_, i) => `+1202555011${i},${i === 0 ? '' : `P${i}`},gold`)
    const { words: spoken } = await previewOf(['phone,name,plan', '12,Nobody,gold', ...rows], words)
    expect(spoken?.examples).toHaveLength(5)
    expect(spoken?.examples[0]).toMatchObject({ line: 3, phone: '+12025550110' })
    expect(spoken?.examples[0]?.firstMessage).toEqual([
      { text: 'Hello ' },
      { text: 'there', variable: 'name' },
      { text: ', ' },
      { text: '', variable: 'city', isMissing: true },
      { text: '.' },
    ])
    expect(spoken?.examples[1]?.prompt.map(({ text }) => text).join('')).toBe('Ask about gold.')
    expect(spoken?.lacking).toEqual([{ variable: 'city', rows: 7 }])
  })

  it('are a row’s own where it has some', async () => {
    const { words: spoken } = await previewOf(['phone,first message,plan', '+12025550101,Good day,gold'], words)
    expect(spoken?.examples[0]?.firstMessage).toEqual([{ text: 'Good day' }])
    expect(spoken?.lacking).toEqual([])
  })

  it('are the campaign’s where the request has none', async () => {
    const campaign = aCampaign({ prompt: 'Be kind.', firstMessage: 'Hi {{name}}' })
    const { words: spoken } = await previewOf(['phone,name', '+12025550101,Ana'], { campaignId: campaign.id }, { campaign })
    expect(spoken?.examples[0]).toMatchObject({
      prompt: [{ text: 'Be kind.' }],
      firstMessage: [{ text: 'Hi ' }, { text: 'Ana', variable: 'name' }],
    })
  })

  it('that would grow beyond measure are cut off', async () => {
    const prompt = '{{note}}'.repeat(2_000)
    const { words: spoken } = await previewOf(['phone,note', `+12025550101,${'x'.repeat(1_500)}`], { prompt })
    const said = spoken?.examples[0]?.prompt.map(({ text }) => text).join('') ?? ''
    expect(said.length).toBeLessThan(31_000)
    expect(said.endsWith('…')).toBe(true)
  })
})

describe('an upload', () => {
  const importId = ImportId.parse('imp_0123456789AB')

  it('is looked at as it lies in the bucket, whatever kind of file it is', async () => {
    const sheet = readFileSync('test/fixtures/lists/named-sheet.xlsx')
    const { file, counts } = await previewOf([], { importId }, { files: { [`staged/${importId}`]: sheet } })
    expect(file).toMatchObject({ format: 'xlsx', sheets: expect.arrayContaining([file?.sheet]) })
    expect(counts.rows).toBeGreaterThan(0)
  })

  it('that is not there is said to be missing', async () => {
    await expect(previewOf([], { importId })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a long list', () => {
  const long = ['phone,name', ...Array.from({ length: 5_000 }, (_, i) => `+1416555${String(i).padStart(4, '0')},Person ${i}`)]

  it('is counted as a whole', async () => {
    const { counts, isWhole } = await previewOf(long, { defaultCountry: 'CA' })
    expect({ rows: counts.rows, isWhole }).toEqual({ rows: 5_000, isWhole: true })
  })

  it('is counted as far as is asked, and says so', async () => {
    const { counts, isWhole, rows } = await previewOf(long, { rows: 50, defaultCountry: 'CA' })
    expect({ rows: counts.rows, isWhole, shown: rows.length }).toEqual({ rows: 50, isWhole: false, shown: 20 })
  })
})
