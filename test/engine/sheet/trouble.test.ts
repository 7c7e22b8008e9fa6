// What keeps a sheet from being read or written is told to the campaign, which goes on; afterwards the sheet shows all of it.
import { describe, expect, it } from 'vitest'
import { disconnectSheet, sheetReport } from '#app/sheet/connect-sheet.ts'
import { previewNewSheet, previewSheet } from '#app/sheet/preview-sheet.ts'
import type { CampaignId } from '#contract/ids.ts'
import { NewSheetSource, SheetSource } from '#contract/sheet.ts'
import { ACCOUNT, type PlayedSheets, TAB } from '../../support/fake-sheets.ts'
import { beforeEachSheets, HEADER, person, type SheetEngine } from '../../support/sheet-at-work.ts'
import { aNumber } from '../../support/store.ts'

let sheets: PlayedSheets
let engine: SheetEngine
beforeEachSheets((world) => {
  sheets = world.sheets
  engine = world.engine
})

const connected = async (rows: string[][] = [person(1), person(2)]) => {
  const { spreadsheetId } = await sheets.people.create([HEADER, ...rows])
  const { id } = await engine.sheetCampaign()
  await engine.connect(id, { spreadsheet: spreadsheetId })
  return { id, spreadsheetId }
}
const report = (id: CampaignId) => sheetReport(engine.ports)(id)
const told = async (id: CampaignId): Promise<string[]> => {
  const { items } = await engine.ports.activity.list(id, { limit: 50 })
  return items.map(({ action }) => action).reverse()
}

describe('a sheet that is connected', () => {
  it.each([
    ['no address of a sheet', 'https://example.com/list', 'invalid_request', /This is no Google Sheet/],
    ['no sheet', 'x'.repeat(44), 'unprocessable', /There is no such sheet/],
  ])('must be one: %s', async (_, spreadsheet, code, why) => {
    const { id } = await engine.sheetCampaign()
    await expect(engine.connect(id, { spreadsheet })).rejects.toMatchObject({ code, message: expect.stringMatching(why) })
    await expect(report(id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('must be shared with the account, which the refusal names', async () => {
    const { spreadsheetId } = await sheets.people.create([HEADER, person(1)], { sharedWith: [] })
    const { id } = await engine.sheetCampaign()
    await expect(engine.connect(id, { spreadsheet: spreadsheetId })).rejects.toThrow(`Share it with ${ACCOUNT}, as an editor.`)
  })

  it('must have the tab that is asked for, and the refusal names those that it has', async () => {
    const { spreadsheetId } = await sheets.people.create([HEADER, person(1)])
    const { id } = await engine.sheetCampaign()
    await expect(engine.connect(id, { spreadsheet: spreadsheetId, tab: 'Pepole' })).rejects.toThrow('It has “People”.')
  })

  it('is looked at before: what its columns are, what would be taken, and why the rest is not', async () => {
    const rows = [person(1), ['Twice', aNumber(1), ''], ['Broken', '12', ''], [...person(2), 'done']]
    const { spreadsheetId } = await sheets.people.create([[...HEADER, 'status'], ...rows])
    const { id } = await engine.sheetCampaign()
    const preview = await previewSheet(engine.ports)(id, SheetSource.parse({ spreadsheet: spreadsheetId }))
    expect(preview).toMatchObject({ tab: TAB, account: ACCOUNT, rowsToTake: 1, duplicates: 1, rejected: 1, left: 1 })
    expect(preview.columns.map(({ name, field }) => [name, field])).toEqual([
      ['name', 'name'],
      ['phone', 'phone'],
      ['plan', 'variable'],
      ['status', 'ignore'],
    ])
    expect(preview.writes.filter(({ isThere }) => isThere)).toEqual([{ name: 'status', isThere: true }])
    expect(preview.writes.at(-1)).toEqual({ name: 'ringmaster_id', isThere: false })
    expect(preview.rows.map(({ line, becomes }) => [line, becomes])).toEqual([
      [2, 'contact'],
      [3, 'duplicate'],
      [4, 'rejected'],
      [5, 'left'],
    ])
    expect(await sheets.people.asked()).toMatchObject({ writes: 0 })
    expect((await engine.now(id)).totalContacts).toBe(0)
  })

  it('is looked at before there is a campaign, by the country that its numbers belong to', async () => {
    const { spreadsheetId } = await sheets.people.create([HEADER, ['Ada', '020 7946 0018']])
    const look = async (defaultCountry: string) => {
      const source = NewSheetSource.parse({ spreadsheet: spreadsheetId, defaultCountry })
      const { rowsToTake, rejected } = await previewNewSheet(engine.ports)(source)
      return { rowsToTake, rejected }
    }
    expect(await look('GB')).toEqual({ rowsToTake: 1, rejected: 0 })
    expect(await look('US')).toEqual({ rowsToTake: 0, rejected: 1 })
  })

  it('gets its columns under other names, or not at all, where that is asked for, and the grid grows for them', async () => {
    const wide = [...HEADER, ...Array.from({ length: 23 }, (_, i) => `column ${i}`)]
    const { spreadsheetId } = await sheets.people.create([wide, person(1)])
    const { id } = await engine.sheetCampaign()
    const columns = { status: 'Call state', outcome: 'Result', summary: null, nextAttempt: null, lastCall: null }
    await engine.connect(id, { spreadsheet: spreadsheetId, columns })
    const { columnCount, rows } = await sheets.people.tab(spreadsheetId)
    expect(rows[0]?.slice(26)).toEqual(['Call state', 'Result', 'ringmaster_id'])
    expect(columnCount).toBe(29)
  })

  it('belongs to one campaign as long as that takes its rows, and the refusal says which', async () => {
    const { id, spreadsheetId } = await connected()
    const other = await engine.sheetCampaign({ name: 'Second' })
    const refused = { code: 'conflict', message: expect.stringContaining(`DELETE /api/db/campaigns/${id}/sheet`) }
    await expect(engine.connect(other.id, { spreadsheet: spreadsheetId })).rejects.toMatchObject(refused)
    await expect(previewSheet(engine.ports)(other.id, SheetSource.parse({ spreadsheet: spreadsheetId }))).rejects.toMatchObject(refused)
    await expect(report(other.id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await engine.connect(id, { spreadsheet: spreadsheetId })).toMatchObject({ imported: 2 })
    await sheets.people.edit(spreadsheetId, { edit: 'insert-rows', tab: TAB, at: 2, rows: [person(3)] })
    await engine.minute()
    expect([await engine.now(id), await engine.now(other.id)].map(({ totalContacts }) => totalContacts)).toEqual([3, 0])
  })

  it('stays with the sheet that a campaign had when the one it was to get belongs to another', async () => {
    const [one, other] = [await connected(), await connected([person(7)])]
    await expect(engine.connect(other.id, { spreadsheet: one.spreadsheetId })).rejects.toMatchObject({ code: 'conflict' })
    expect(await report(other.id)).toMatchObject({ spreadsheetId: other.spreadsheetId, imported: 1 })
    await sheets.people.edit(other.spreadsheetId, { edit: 'insert-rows', tab: TAB, at: 2, rows: [person(8)] })
    await engine.minute()
    expect((await engine.now(other.id)).totalContacts).toBe(2)
  })

  it('is given to one of two campaigns at most that ask for it at the same time', async () => {
    const { spreadsheetId } = await sheets.people.create([HEADER, person(1)])
    const both = [await engine.sheetCampaign(), await engine.sheetCampaign()]
    await Promise.allSettled(both.map(({ id }) => engine.connect(id, { spreadsheet: spreadsheetId })))
    const held = (await engine.ports.sheets.list()).filter((sheet) => sheet.spreadsheetId === spreadsheetId)
    expect(held.length).toBeLessThanOrEqual(1)
    expect(await sheets.records(spreadsheetId)).toHaveLength(1)
  })

  it('goes over to another campaign once its own is over and has shown all results, and never comes back by itself', async () => {
    const { id, spreadsheetId } = await connected()
    await engine.ports.campaigns.change(await engine.now(id), { state: 'cancelled' })
    const other = await engine.sheetCampaign()
    await expect(engine.connect(other.id, { spreadsheet: spreadsheetId })).rejects.toMatchObject({ code: 'conflict' })
    await engine.minute()
    await engine.minute()
    await engine.connect(other.id, { spreadsheet: spreadsheetId })
    expect(await told(id)).toEqual(['sheet-connected', 'sheet-disconnected'])
    await engine.ports.campaigns.change(await engine.now(id), { state: 'active' })
    await sheets.people.edit(spreadsheetId, { edit: 'insert-rows', tab: TAB, at: 2, rows: [person(9)] })
    await engine.minute()
    expect([await engine.now(id), await engine.now(other.id)].map(({ totalContacts }) => totalContacts)).toEqual([2, 3])
  })

  it('can be disconnected: nothing is taken or written any more', async () => {
    const { id, spreadsheetId } = await connected()
    engine.move(1_000)
    await disconnectSheet(engine.ports)(id)
    await sheets.people.edit(spreadsheetId, { edit: 'insert-rows', tab: TAB, at: 2, rows: [person(3)] })
    await engine.streamed(id)
    await engine.minute()
    expect((await engine.now(id)).totalContacts).toBe(2)
    expect(await engine.ports.sheets.changes(id)).toEqual([])
    expect(await told(id)).toEqual(['sheet-connected', 'sheet-disconnected'])
  })
})

describe('trouble', () => {
  it('is told when it begins and when it is over, once each, and the results wait', async () => {
    const { id, spreadsheetId } = await connected()
    await sheets.people.edit(spreadsheetId, { edit: 'share', with: [] })
    await engine.streamed(id)
    await engine.minute()
    await engine.minute()
    expect((await report(id)).trouble).toMatchObject({ kind: 'no-access', says: expect.stringContaining(ACCOUNT) })
    expect(await engine.ports.sheets.changes(id)).toHaveLength(2)
    await sheets.people.edit(spreadsheetId, { edit: 'share', with: [ACCOUNT] })
    await engine.minute()
    expect((await report(id)).trouble).toBeUndefined()
    expect(await engine.ports.sheets.changes(id)).toEqual([])
    expect(await told(id)).toEqual(['sheet-connected', 'sheet-troubled', 'sheet-recovered'])
  })

  it.each([
    ['gone', (id: string) => sheets.people.remove(id)],
    ['tab-gone', (id: string) => sheets.people.edit(id, { edit: 'delete-tab', tab: TAB })],
    ['columns', (id: string) => sheets.people.edit(id, { edit: 'delete-rows', tab: TAB, at: 1, count: 1 })],
    ['quota', () => sheets.people.fails({ 'reads-per-minute': 0 })],
    ['unreachable', () => sheets.people.fails({ 'unavailable-requests': 1 })],
    ['unreachable', () => sheets.people.fails({ 'lost-answers': 1 })],
  ] as const)('of the kind “%s” is known by its kind', async (kind, act) => {
    const { id, spreadsheetId } = await connected()
    await act(spreadsheetId)
    await engine.minute()
    expect((await report(id)).trouble?.kind).toBe(kind)
  })

  it('of one sheet is no trouble of another', async () => {
    const [one, other] = [await connected(), await connected()]
    await sheets.people.remove(one.spreadsheetId)
    await sheets.people.edit(other.spreadsheetId, { edit: 'insert-rows', tab: TAB, at: 2, rows: [person(5)] })
    await engine.minute()
    expect((await engine.now(other.id)).totalContacts).toBe(3)
  })

  it('is none when a tab is renamed', async () => {
    const { id, spreadsheetId } = await connected()
    const to = "Ana's list"
    await sheets.people.edit(
      spreadsheetId,
      { edit: 'rename-tab', tab: TAB, to },
      { edit: 'insert-rows', tab: to, at: 2, rows: [person(3)] },
    )
    await engine.minute()
    expect(await report(id)).toMatchObject({ tab: to, imported: 3 })
    expect((await report(id)).trouble).toBeUndefined()
  })

  it('of a write whose answer was lost costs nothing: what was written is found there, and not written again', async () => {
    const { spreadsheetId } = await sheets.people.create([HEADER, person(1)])
    const { id } = await engine.sheetCampaign()
    const { write } = engine.ports.spreadsheets
    engine.ports.spreadsheets = {
      ...engine.ports.spreadsheets,
      async write(...args) {
        await write(...args)
        return { ok: false, trouble: { kind: 'unreachable', says: 'the answer was lost' } }
      },
    }
    expect(await engine.connect(id, { spreadsheet: spreadsheetId })).toMatchObject({ trouble: { kind: 'unreachable' } })
    engine.ports.spreadsheets = { ...engine.ports.spreadsheets, write }
    const { writes } = await sheets.people.asked()
    await engine.minute()
    expect(await sheets.people.asked()).toMatchObject({ writes })
    expect((await report(id)).trouble).toBeUndefined()
    expect((await engine.now(id)).totalContacts).toBe(1)
  })
})

describe('the minute', () => {
  it('asks for no more than Google allows, and those first that have waited longest', async () => {
    const all: CampaignId[] = []
    for (let i = 0; i < 28; i++) {
      engine.move(5_000)
      all.push((await connected([person(i)])).id)
    }
    engine.move(60_000)
    const before = await sheets.people.asked()
    await engine.minute()
    expect((await sheets.people.asked()).reads - before.reads).toBe(25)
    await engine.minute()
    const seen = await Promise.all(all.map(async (id) => Date.parse((await report(id)).tendedAt ?? '')))
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(engine.clock.now() - 60_000)
  })

  it('leaves a sheet alone that somebody else is at', async () => {
    const { id } = await connected()
    const held = await engine.ports.sheets.hold(id, 120_000)
    const { reads } = await sheets.people.asked()
    await engine.minute()
    expect(await sheets.people.asked()).toMatchObject({ reads })
    if (held) await engine.ports.sheets.release(held, {})
    await engine.minute()
    expect((await sheets.people.asked()).reads).toBe(reads + 1)
  })

  it('takes no rows for a campaign that was stopped, shows what is left to be shown, and then asks for nothing more', async () => {
    const { id, spreadsheetId } = await connected()
    await engine.ports.campaigns.change(await engine.now(id), { state: 'cancelled' })
    await sheets.people.edit(spreadsheetId, { edit: 'insert-rows', tab: TAB, at: 2, rows: [person(3)] })
    await engine.streamed(id)
    await engine.minute()
    await engine.minute()
    const { reads } = await sheets.people.asked()
    await engine.minute()
    expect(await sheets.people.asked()).toMatchObject({ reads })
    expect((await engine.now(id)).totalContacts).toBe(2)
  })

  it('takes rows for a campaign that was completed less than a day ago, which brings it back to work', async () => {
    const { id, spreadsheetId } = await connected()
    const complete = async () =>
      engine.ports.campaigns.change(await engine.now(id), { state: 'completed', endedAt: new Date(engine.clock.now()).toISOString() })
    await complete()
    await sheets.people.edit(spreadsheetId, { edit: 'insert-rows', tab: TAB, at: 2, rows: [person(3)] })
    await engine.minute()
    expect(await engine.now(id)).toMatchObject({ state: 'active', totalContacts: 3 })
    await complete()
    engine.move(25 * 60 * 60_000)
    await sheets.people.edit(spreadsheetId, { edit: 'insert-rows', tab: TAB, at: 2, rows: [person(4)] })
    await engine.minute()
    expect(await engine.now(id)).toMatchObject({ state: 'completed', totalContacts: 3 })
  })

  it('forgets the sheet of a campaign that was deleted', async () => {
    const { id } = await connected()
    await engine.ports.campaigns.change(await engine.now(id), { deletedAt: new Date(engine.clock.now()).toISOString() })
    await engine.minute()
    expect(await engine.ports.sheets.get(id)).toBeUndefined()
  })
})
