// What connecting a sheet would do, without doing it.

import { campaignOrThrow } from '#app/campaigns/change-campaign.ts'
import { AppError } from '#app/errors.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignId } from '#contract/ids.ts'
import type { NewSheetSource, SheetPreview, SheetSource } from '#contract/sheet.ts'
import { type SheetRow, sortRows } from '#domain/sheet/sheet-rows.ts'
import { findSheet } from './connect-sheet.ts'
import { needFreeTab } from './one-campaign.ts'
import { readSheet } from './read-sheet.ts'

const SHOWN = 20

type Row = SheetPreview['rows'][number]

const viewOf = (row: SheetRow): Row => {
  const { line, cells } = row
  const common = { line, cells: [...cells] }
  switch (row.is) {
    case 'new':
      return { ...common, becomes: 'contact' }
    case 'duplicate':
      return { ...common, becomes: 'duplicate', because: 'its number stands in an earlier row' }
    case 'rejected':
      return { ...common, becomes: 'rejected', because: row.reason }
    case 'contact':
      return { ...common, becomes: 'left', because: 'it is a contact of the campaign already' }
    default:
      return { ...common, becomes: 'left', because: 'its status is neither empty nor pending' }
  }
}

type Needs = Pick<Ports, 'campaigns' | 'clock' | 'ids' | 'sheets' | 'spreadsheets'>
type OfCampaign = Pick<CampaignRecord, 'id' | 'shards' | 'defaultCountry'>

const look = async (ports: Needs, campaign: OfCampaign, source: SheetSource): Promise<SheetPreview> => {
  const found = await findSheet(ports, source)
  await needFreeTab(ports, campaign.id, found)
  const read = await readSheet(ports, { ...found, mapping: source.mapping, columns: source.columns })
  if (!read.ok) throw new AppError('unprocessable', read.trouble.says)
  const { table, layout } = read.value
  const idOf = (phone: Parameters<Ports['ids']['contact']>[1]) => ports.ids.contact(campaign, phone)
  const rows = sortRows(table, layout, { defaultCountry: campaign.defaultCountry, idOf }).rows.map(viewOf)
  const count = (what: Row['becomes']): number => rows.filter(({ becomes }) => becomes === what).length
  const added = new Set(layout.added.map(({ column }) => column))
  const nameOf = (column: number): string => layout.headers[column] ?? layout.added.find((one) => one.column === column)?.name ?? ''
  return {
    ...{ spreadsheetId: found.spreadsheetId, title: found.title, tab: found.tab, account: (await ports.spreadsheets.account()) ?? '' },
    columns: layout.headers.map((name, i) => ({ name, field: layout.fields[i] ?? 'variable' })),
    writes: [...layout.own.values()].map((column) => ({ name: nameOf(column), isThere: !added.has(column) })),
    rows: rows.slice(0, SHOWN),
    ...{ rowsToTake: count('contact'), duplicates: count('duplicate'), rejected: count('rejected'), left: count('left') },
  }
}

export const previewSheet =
  (ports: Needs) =>
  async (id: CampaignId, source: SheetSource): Promise<SheetPreview> =>
    look(ports, await campaignOrThrow(ports, id), source)

/** None of its rows is a contact yet. */
export const previewNewSheet =
  (ports: Needs) =>
  ({ defaultCountry, ...source }: NewSheetSource): Promise<SheetPreview> =>
    look(ports, { id: ports.ids.campaign(), shards: 1, defaultCountry }, source)
