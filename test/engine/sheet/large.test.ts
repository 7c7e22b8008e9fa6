// A sheet of 5 000 rows: taken whole, written back in one request, and found again after it was sorted.
import { expect, it } from 'vitest'
import { noteChanges } from '#app/sheet/note-changes.ts'
import { E164 } from '#contract/ids.ts'
import { type PlayedSheets, TAB } from '../../support/fake-sheets.ts'
import { beforeEachSheets, HEADER, type SheetEngine } from '../../support/sheet-at-work.ts'

let sheets: PlayedSheets
let engine: SheetEngine
beforeEachSheets((world) => {
  sheets = world.sheets
  engine = world.engine
})

const ROWS = 5_000
/** Of so many people one is finished between two passes. */
const EVERY = 100
/** Numbers of fiction, of fifty areas that exist. */
const AREAS = [201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228, 229, 231, 234, 239, 240]
const numberOf = (i: number): string => {
  const area = AREAS[Math.floor(i / 200)] ?? 201
  return `+1${area}${i % 200 < 100 ? '555' : '556'}${String(100 + (i % 100)).padStart(4, '0')}`
}

it('is taken, shown and kept in step with a handful of requests', async () => {
  const rows = Array.from({ length: ROWS }, (_, i) => [`Person ${String(i).padStart(4, '0')}`, numberOf(i), 'gold'])
  const { spreadsheetId } = await sheets.people.create([HEADER, ...rows])
  const { id } = await engine.sheetCampaign()
  expect(await engine.connect(id, { spreadsheet: spreadsheetId })).toMatchObject({ imported: ROWS, rejected: 0, duplicates: 0 })
  expect((await engine.now(id)).totalContacts).toBe(ROWS)
  // Opened, read, asked for the grid's width; written once.
  expect(await sheets.people.asked()).toEqual({ reads: 3, writes: 1 })
  expect(new Set((await sheets.records(spreadsheetId)).map(({ status }) => status))).toEqual(new Set(['pending']))

  const campaign = await engine.now(id)
  await engine.ports.lanes.open(id, { k: 0, run: 1 })
  const changes = []
  for (let i = 0; i < ROWS; i += EVERY) {
    const contactId = engine.ports.ids.contact(campaign, E164.parse(numberOf(i)))
    const contact = await engine.ports.contacts.get(id, contactId)
    if (!contact) throw new Error('no contact')
    const written = await engine.ports.ledger.never(contact, { state: 'failed', because: 'a test', lane: { k: 0, run: 1 }, deltas: {} })
    if (!written.ok) throw new Error(written.because.join())
    changes.push({ contactId, change: String(i) })
  }
  await noteChanges(engine.ports)([{ campaignId: id, changes }])
  await sheets.people.edit(spreadsheetId, { edit: 'sort', tab: TAB, by: 1, descending: true })
  await engine.minute()
  expect(await sheets.people.asked()).toEqual({ reads: 4, writes: 2 })
  const shown = await sheets.records(spreadsheetId)
  expect(shown.filter(({ status }) => status === 'failed').map(({ name }) => Number(name?.slice(-4)) % EVERY)).toEqual(
    new Array(ROWS / EVERY).fill(0),
  )
  expect(shown.filter(({ status }) => status === 'pending')).toHaveLength(ROWS - ROWS / EVERY)
}, 120_000)
