// A sheet from its connection to its last result, while people go on editing it.
import { describe, expect, it } from 'vitest'
import { type PlayedSheets, TAB } from '../../support/fake-sheets.ts'
import { beforeEachSheets, HEADER, person, type SheetEngine } from '../../support/sheet-at-work.ts'

let sheets: PlayedSheets
let engine: SheetEngine
beforeEachSheets((world) => {
  sheets = world.sheets
  engine = world.engine
})

describe('a sheet', () => {
  it('gives its rows to the campaign, and shows each row’s outcome after its call', async () => {
    const { spreadsheetId, url } = await sheets.people.create([HEADER, person(1), person(2), ['Nobody', 'hello', '']])
    const { id } = await engine.sheetCampaign({ state: 'active', run: 1 })
    expect(await engine.connect(id, { spreadsheet: url })).toMatchObject({ imported: 2, rejected: 1, tab: TAB })
    expect((await engine.now(id)).totalContacts).toBe(2)
    expect(await sheets.records(spreadsheetId)).toEqual([
      expect.objectContaining({ name: 'Person 01', status: 'pending' }),
      expect.objectContaining({ name: 'Person 02', status: 'pending' }),
      expect.objectContaining({ name: 'Nobody', status: 'rejected: this is not a telephone number' }),
    ])

    const { run } = await engine.now(id)
    await engine.plan(id, run)
    await engine.turn(id, { run })
    const [call] = engine.dialled
    if (!call) throw new Error('nobody was dialled')
    await engine.tell(call.attemptId, { kind: 'ended', state: 'completed', callSid: call.callSid, seconds: 20 })
    await engine.streamed(id)
    await engine.minute()
    const called = (await sheets.records(spreadsheetId)).find(({ phone }) => phone === call.to)
    expect(called).toMatchObject({ status: 'done', outcome: 'human', 'next attempt': '', 'last call': expect.stringMatching(/ UTC$/) })
  })
})
