// A sheet is connected to a campaign, looked at, and disconnected.

import { campaignOrThrow } from '#app/campaigns/change-campaign.ts'
import { noteActivity } from '#app/campaigns/note-activity.ts'
import { AppError } from '#app/errors.ts'
import type { SheetRecord } from '#app/ports/sheets.ts'
import type { SpreadsheetTab } from '#app/ports/spreadsheets.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignId } from '#contract/ids.ts'
import type { Sheet, SheetSource } from '#contract/sheet.ts'
import { readAddress } from '#domain/sheet/address.ts'
import { HOLD_MS, passOver } from './hold-sheet.ts'
import { needFreeTab, takeOver } from './one-campaign.ts'
import type { TendingPorts } from './tend-sheet.ts'

type Needs = TendingPorts

/** The sheet that a person means; what is wrong is thrown, in words for that person. */
export const findSheet = async ({ spreadsheets }: Pick<Ports, 'spreadsheets'>, source: SheetSource) => {
  const address = readAddress(source.spreadsheet)
  if (!address)
    throw new AppError(
      'invalid_request',
      'This is no Google Sheet: give its address, such as https://docs.google.com/spreadsheets/d/…/edit, or its id.',
    )
  const opened = await spreadsheets.open(address.spreadsheetId)
  if (!opened.ok) throw new AppError('unprocessable', opened.trouble.says)
  const { title, tabs } = opened.value
  const isMeant = ({ name, gid }: SpreadsheetTab): boolean => (source.tab === undefined ? gid === address.gid : name === source.tab)
  const tab = tabs.find(isMeant) ?? (source.tab === undefined ? tabs[0] : undefined)
  const has = tabs.map(({ name }) => `“${name}”`).join(', ')
  if (!tab) throw new AppError('unprocessable', `The sheet has no tab “${source.tab ?? ''}”. It has ${has || 'none with cells'}.`)
  return { spreadsheetId: address.spreadsheetId, title, tab: tab.name, gid: tab.gid }
}

const viewOf = async ({ spreadsheets }: Pick<Ports, 'spreadsheets'>, sheet: SheetRecord): Promise<Sheet> => ({
  ...sheet,
  account: (await spreadsheets.account()) ?? '',
})

const notConnected = (id: CampaignId): AppError => new AppError('not_found', `No sheet is connected to the campaign ${id}.`)

/** The same tab again keeps its counts: it is the same list. */
const recordOf = (ports: Needs, campaign: CampaignRecord, { source, found, before }: Connecting): SheetRecord => {
  const isSame = before?.spreadsheetId === found.spreadsheetId && before.gid === found.gid
  const { imported, duplicates, rejected } = isSame ? before : { imported: 0, duplicates: 0, rejected: 0 }
  return {
    ...{ campaignId: campaign.id, ...found, mapping: source.mapping, columns: source.columns },
    ...{ imported, duplicates, rejected, comparedTo: 0, isSettled: false },
    defaultCountry: campaign.defaultCountry,
    connectedAt: new Date(ports.clock.now()).toISOString(),
    heldUntilMs: ports.clock.machine() + HOLD_MS,
  }
}
type Connecting = { source: SheetSource; found: Awaited<ReturnType<typeof findSheet>>; before: SheetRecord | undefined }

/** Asked once the sheet is connected: of two who connect it at the same time each sees the other. Nobody has taken a row by then. */
const needItAlone = async (ports: Needs, sheet: SheetRecord, before: SheetRecord | undefined): Promise<SheetRecord[]> => {
  try {
    return await needFreeTab(ports, sheet.campaignId, sheet)
  } catch (error) {
    if (before) await ports.sheets.connect(before)
    else await ports.sheets.disconnect(sheet.campaignId)
    throw error
  }
}

/** Its first rows are taken before this answers; the rest of a long one follows, minute by minute. */
export const connectSheet =
  (ports: Needs) =>
  async (id: CampaignId, source: SheetSource): Promise<Sheet> => {
    const campaign = await campaignOrThrow(ports, id)
    const [found, before] = [await findSheet(ports, source), await ports.sheets.get(id)]
    const sheet = recordOf(ports, campaign, { source, found, before })
    await ports.sheets.connect(sheet)
    await takeOver(ports, id, await needItAlone(ports, sheet, before))
    const evidence = { spreadsheetId: sheet.spreadsheetId, tab: sheet.tab }
    await noteActivity(ports, { campaignId: id, by: 'person', action: 'sheet-connected', evidence })
    const takesRows = campaign.state !== 'cancelled' && campaign.state !== 'stopping'
    return await viewOf(ports, await passOver(ports, sheet, { campaign, takesRows }))
  }

export const sheetReport =
  (ports: Pick<Ports, 'campaigns' | 'sheets' | 'spreadsheets'>) =>
  async (id: CampaignId): Promise<Sheet> => {
    await campaignOrThrow(ports, id)
    const sheet = await ports.sheets.get(id)
    if (!sheet) throw notConnected(id)
    return await viewOf(ports, sheet)
  }

/** None is no failure here. */
export const sheetsOf =
  (ports: Pick<Ports, 'campaigns' | 'sheets' | 'spreadsheets'>) =>
  async (id: CampaignId): Promise<{ items: Sheet[] }> => {
    await campaignOrThrow(ports, id)
    const sheet = await ports.sheets.get(id)
    return { items: sheet ? [await viewOf(ports, sheet)] : [] }
  }

export const disconnectSheet =
  (ports: Needs) =>
  async (id: CampaignId): Promise<Sheet> => {
    await campaignOrThrow(ports, id)
    const sheet = await ports.sheets.disconnect(id)
    if (!sheet) throw notConnected(id)
    const evidence = { spreadsheetId: sheet.spreadsheetId, tab: sheet.tab }
    await noteActivity(ports, { campaignId: id, by: 'person', action: 'sheet-disconnected', evidence })
    return await viewOf(ports, sheet)
  }
