// A campaign that works from a sheet: the engine over the real table, the real client over the simulated Google Sheets.

import { afterAll, beforeAll, beforeEach } from 'vitest'
import type * as z from 'zod/mini'
import type { SheetRecord } from '#app/ports/sheets.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { connectSheet } from '#app/sheet/connect-sheet.ts'
import { noteChanges } from '#app/sheet/note-changes.ts'
import { tendSheets } from '#app/sheet/tend-sheets.ts'
import type { CampaignId } from '#contract/ids.ts'
import { type Sheet, SheetSource } from '#contract/sheet.ts'
import { openTable } from '#store/dynamo.ts'
import { sheetsIn } from '#store/sheets.ts'
import { aCampaign, someSettings } from './builders.ts'
import { playEngine } from './engine.ts'
import { type PlayedSheets, startSheets } from './fake-sheets.ts'
import { aNumber } from './store.ts'
import { ringmasterTable, startTable } from './table.ts'

export const HEADER = ['name', 'phone', 'plan']
export const person = (i: number): string[] => [`Person ${String(i).padStart(2, '0')}`, aNumber(i), 'gold']

const playSheetEngine = (sheets: PlayedSheets) => {
  const engine = playEngine()
  const { clock } = engine
  const connected = sheetsIn(openTable(ringmasterTable.tableName, { clock, random: Math.random }), clock)
  // Sheets of other tests in the table are not this one's.
  const own = new Set<CampaignId>()
  const list = async (): Promise<SheetRecord[]> => (await connected.list()).filter(({ campaignId }) => own.has(campaignId))
  const errors: unknown[] = []
  const log = { ...engine.ports.log, error: (_: string, fields?: Record<string, unknown>) => void errors.push(fields?.error) }
  const ports = { ...engine.ports, log, sheets: { ...connected, list }, spreadsheets: sheets.spreadsheets }
  let changes = 0

  return {
    ...engine,
    ports,
    errors,
    async sheetCampaign(changed: Partial<CampaignRecord> = {}): Promise<CampaignRecord> {
      const campaign = aCampaign({ id: ports.ids.campaign(), settings: someSettings({ retryCount: 0 }), ...changed })
      await ports.campaigns.create(campaign, { watched: true })
      own.add(campaign.id)
      return campaign
    },
    connect: (id: CampaignId, source: z.input<typeof SheetSource>): Promise<Sheet> => connectSheet(ports)(id, SheetSource.parse(source)),
    /** The minute passes. */
    async minute(): Promise<void> {
      engine.move(60_000)
      await tendSheets(ports)()
      if (errors.length > 0) throw errors[0]
    },
    async now(id: CampaignId): Promise<CampaignRecord> {
      const campaign = await ports.campaigns.get(id)
      if (!campaign) throw new Error('no campaign')
      return campaign
    },
    /** What the table's stream says of every contact of the campaign. */
    async streamed(id: CampaignId): Promise<void> {
      const campaign = await ports.campaigns.get(id)
      const { items } = await ports.contacts.list(campaign ?? aCampaign(), { limit: 10_000 })
      await noteChanges(ports)([{ campaignId: id, changes: items.map((contact) => ({ contactId: contact.id, change: `${++changes}` })) }])
    },
  }
}
export type SheetEngine = ReturnType<typeof playSheetEngine>

/** Hooks of a test file: before each test sheets of its own with an engine beside them, all over one table. */
export const beforeEachSheets = (use: (world: { sheets: PlayedSheets; engine: SheetEngine }) => void): void => {
  let table: Awaited<ReturnType<typeof startTable>>
  beforeAll(async () => {
    table = await startTable()
  })
  afterAll(() => table.close())
  beforeEach(async () => {
    let machine = Date.now
    const sheets = await startSheets({ machine: () => machine() })
    const engine = playSheetEngine(sheets)
    machine = engine.clock.machine
    use({ sheets, engine })
    return () => sheets.close()
  })
}
