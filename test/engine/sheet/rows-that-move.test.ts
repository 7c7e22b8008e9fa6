// People sort, insert, copy and delete while results are written: every row comes to show its own, and nothing that is theirs is lost.

import { describe, expect, it } from 'vitest'
import type * as z from 'zod/mini'
import type { CampaignId } from '#contract/ids.ts'
import type { Edit } from '../../../local/fake-sheets/edits.ts'
import { type PlayedSheets, TAB } from '../../support/fake-sheets.ts'
import { beforeEachSheets, HEADER, person, type SheetEngine } from '../../support/sheet-at-work.ts'
import { aNumber } from '../../support/store.ts'

let sheets: PlayedSheets
let engine: SheetEngine
beforeEachSheets((world) => {
  sheets = world.sheets
  engine = world.engine
})

const people = (...which: number[]): string[][] => which.map(person)

/** A campaign whose sheet has these rows; `call` has the next contact answer, and the table's stream tell it. */
const atWork = async (rows: readonly string[][]) => {
  const { spreadsheetId } = await sheets.people.create([HEADER, ...rows])
  const { id } = await engine.sheetCampaign()
  await engine.connect(id, { spreadsheet: spreadsheetId })
  const edit = (...edits: z.input<typeof Edit>[]) => sheets.people.edit(spreadsheetId, ...edits)
  const records = () => sheets.records(spreadsheetId)
  const statuses = async () => Object.fromEntries((await records()).map(({ name = '', status }) => [name, status]))
  return { id, spreadsheetId, edit, records, statuses }
}

/** Marks a contact as suppressed, which is a change like any other. */
const finish = async (id: CampaignId, i: number): Promise<void> => {
  const campaign = await engine.now(id)
  const contact = await engine.ports.contacts.get(id, engine.ports.ids.contact(campaign, aNumber(i)))
  if (!contact) throw new Error('no contact')
  await engine.ports.lanes.open(id, { k: 0, run: 1 })
  const never = { state: 'failed' as const, because: 'a test', lane: { k: 0, run: 1 }, deltas: {} }
  const written = await engine.ports.ledger.never(contact, never)
  if (!written.ok) throw new Error(written.because.join())
  await engine.streamed(id)
}

/** The next write reaches the sheet after somebody has done this to it. */
const meanwhile = (act: () => Promise<unknown>): void => {
  const { write } = engine.ports.spreadsheets
  engine.ports.spreadsheets = {
    ...engine.ports.spreadsheets,
    write: async (...args) => {
      engine.ports.spreadsheets = { ...engine.ports.spreadsheets, write }
      await act()
      return await write(...args)
    },
  }
}

const SORT = { edit: 'sort', tab: TAB, by: 1, descending: true } as const

describe('rows that were moved between two passes', () => {
  it('are found where they are, sorted and with others between them', async () => {
    const { id, edit, statuses } = await atWork(people(1, 2, 3))
    await finish(id, 2)
    await edit(SORT, { edit: 'insert-rows', tab: TAB, at: 2, rows: [['a note']] }, { edit: 'insert-column', tab: TAB, at: 1, header: 'x' })
    await engine.minute()
    expect(await statuses()).toMatchObject({ 'Person 01': 'pending', 'Person 02': 'failed', 'Person 03': 'pending' })
  })

  it('are found again when only some of their columns were sorted', async () => {
    const { id, edit, statuses, records } = await atWork(people(1, 2, 3))
    await finish(id, 1)
    await engine.minute()
    await edit({ ...SORT, columns: 3 })
    expect(await statuses()).toMatchObject({ 'Person 03': 'failed' })
    await engine.minute()
    expect(await statuses()).toEqual({ 'Person 01': 'failed', 'Person 02': 'pending', 'Person 03': 'pending' })
    expect(new Set((await records()).map((row) => row.ringmaster_id)).size).toBe(3)
    expect((await engine.now(id)).totalContacts).toBe(3)
  })
})

describe('what is written while somebody', () => {
  it('sorts stands in its own row a minute later', async () => {
    const { id, edit, statuses } = await atWork(people(1, 2, 3))
    await finish(id, 1)
    meanwhile(() => edit(SORT))
    await engine.minute()
    expect(await statuses()).toMatchObject({ 'Person 03': 'failed' })
    await engine.minute()
    expect(await statuses()).toEqual({ 'Person 01': 'failed', 'Person 02': 'pending', 'Person 03': 'pending' })
  })

  it('inserts a row keeps nobody in it from being called', async () => {
    const { id, edit, statuses } = await atWork(people(1, 2))
    await finish(id, 1)
    meanwhile(() => edit({ edit: 'insert-rows', tab: TAB, at: 2, rows: people(7) }))
    await engine.minute()
    await engine.minute()
    expect(await statuses()).toEqual({ 'Person 07': 'pending', 'Person 01': 'failed', 'Person 02': 'pending' })
    expect((await engine.now(id)).totalContacts).toBe(3)
  })

  it('inserts an empty row leaves it empty', async () => {
    const { id, edit, records } = await atWork(people(1, 2))
    await finish(id, 1)
    meanwhile(() => edit({ edit: 'insert-rows', tab: TAB, at: 2, rows: [[]] }))
    await engine.minute()
    await engine.minute()
    const [inserted, first] = await records()
    expect(new Set(Object.values(inserted ?? {}))).toEqual(new Set(['']))
    expect(first).toMatchObject({ name: 'Person 01', status: 'failed' })
  })

  it('takes the rows for the first time and sorts them gives each its own id after all', async () => {
    const { spreadsheetId } = await sheets.people.create([HEADER, ...people(1, 2), ['Nobody', 'hello', '']])
    const { id } = await engine.sheetCampaign()
    meanwhile(() => sheets.people.edit(spreadsheetId, SORT))
    await engine.connect(id, { spreadsheet: spreadsheetId })
    await engine.minute()
    const records = await sheets.records(spreadsheetId)
    expect(records.map(({ name, status }) => [name, status])).toEqual([
      ['Person 02', 'pending'],
      ['Person 01', 'pending'],
      ['Nobody', 'rejected: this is not a telephone number'],
    ])
    expect((await engine.now(id)).totalContacts).toBe(2)
  })
})

describe('rows of people’s own making', () => {
  it('join: added ones, copied ones with another number, and corrected ones', async () => {
    const { id, edit, records, statuses } = await atWork([...people(1), ['Typo', '12', 'gold']])
    await finish(id, 1)
    await engine.minute()
    const [done] = await records()
    const copied = ['Copied', aNumber(2), ...Object.values(done ?? {}).slice(2)]
    await edit(
      { edit: 'insert-rows', tab: TAB, at: 4, rows: [copied, person(3)] },
      { edit: 'set', tab: TAB, row: 3, column: 2, value: aNumber(4) },
    )
    await engine.minute()
    expect(await statuses()).toEqual({ 'Person 01': 'failed', Typo: 'pending', Copied: 'pending', 'Person 03': 'pending' })
    expect((await engine.now(id)).totalContacts).toBe(4)
  })

  it('are left alone when their status is a word of their own', async () => {
    const { id, records } = await atWork(people(1))
    await engine.ports.sheets.get(id)
    const { spreadsheetId } = await sheets.people.create([
      [...HEADER, 'status'],
      [...person(1), 'not now'],
      [...person(2), 'Pending'],
    ])
    const other = await engine.sheetCampaign()
    expect(await engine.connect(other.id, { spreadsheet: spreadsheetId })).toMatchObject({ imported: 1 })
    expect((await sheets.records(spreadsheetId)).map(({ status }) => status)).toEqual(['not now', 'pending'])
    expect(await records()).toHaveLength(1)
  })

  it('of one number are one contact, and say so', async () => {
    const { id, records, edit } = await atWork([...people(1), ['Again', aNumber(1), ''], ...people(2)])
    expect((await records()).map(({ status }) => status)).toEqual(['pending', 'duplicate', 'pending'])
    await engine.minute()
    expect(await engine.ports.sheets.get(id)).toMatchObject({ imported: 2, duplicates: 1 })
    await edit({ edit: 'delete-rows', tab: TAB, at: 2, count: 1 })
    await engine.minute()
    expect((await records())[0]).toMatchObject({ name: 'Again', status: 'pending' })
    expect((await engine.now(id)).totalContacts).toBe(2)
  })

  it('that are deleted stop nothing', async () => {
    const { id, edit, statuses } = await atWork(people(1, 2))
    await finish(id, 1)
    await edit({ edit: 'delete-rows', tab: TAB, at: 2, count: 1 })
    await engine.minute()
    expect(await statuses()).toEqual({ 'Person 02': 'pending' })
    expect(await engine.ports.sheets.changes(id)).toEqual([])
  })
})

describe('people’s own words', () => {
  it('in a column of ours stay, and the rest of the row goes on', async () => {
    const { id, edit, records } = await atWork(people(1))
    await edit({ edit: 'set', tab: TAB, row: 2, column: 5, value: 'she will call back' })
    await finish(id, 1)
    await engine.minute()
    expect((await records())[0]).toMatchObject({ status: 'failed', outcome: 'she will call back' })
  })

  it('never disappear from a column that is theirs', async () => {
    const { id, edit, records } = await atWork(people(1, 2))
    await finish(id, 2)
    meanwhile(() => edit({ edit: 'set', tab: TAB, row: 2, column: 3, value: 'platinum' }))
    await engine.minute()
    expect((await records()).map(({ plan }) => plan)).toEqual(['platinum', 'gold'])
  })

  it('are not written over when a status of ours is taken away: it comes back', async () => {
    const { edit, statuses } = await atWork(people(1))
    await edit({ edit: 'set', tab: TAB, row: 2, column: 4, value: '' })
    await engine.minute()
    expect(await statuses()).toEqual({ 'Person 01': 'pending' })
  })

  it('that take our column of ids away cost nothing but a minute', async () => {
    const { id, edit, records, statuses } = await atWork(people(1, 2))
    await finish(id, 1)
    await engine.minute()
    await edit({ edit: 'delete-column', tab: TAB, at: 9 })
    await engine.minute()
    expect(await statuses()).toEqual({ 'Person 01': 'failed', 'Person 02': 'pending' })
    expect(new Set((await records()).map((row) => row.ringmaster_id?.slice(0, 4)))).toEqual(new Set(['ctc_']))
    expect((await engine.now(id)).totalContacts).toBe(2)
  })
})
