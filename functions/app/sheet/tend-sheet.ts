// One pass over a sheet: rows that ask for it become contacts, and every row whose contact has changed shows it. One read, one write.

import type { SheetChange, SheetRecord } from '#app/ports/sheets.ts'
import type { Reached } from '#app/ports/spreadsheets.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactId } from '#contract/ids.ts'
import { cellsOf, headerCells } from '#domain/sheet/cells.ts'
import { mayWrite, resultsOf, showsContact, showsUnfinished } from '#domain/sheet/results.ts'
import { type SheetRow, type SheetRows, sortRows } from '#domain/sheet/sheet-rows.ts'
import { type ReadSheet, readSheet } from './read-sheet.ts'
import { readResults } from './results.ts'
import { type Taken, takeRows } from './take-rows.ts'

export type TendingPorts = Parameters<typeof takeRows>[0] & Pick<Ports, 'attempts' | 'sheets' | 'spreadsheets'>

/** Rows of one write: what Google recommends for a request is 2 MB. */
const MOST_WRITTEN = 8_000
/** Unfinished rows that are compared with their contacts beside those of which a change is known, should the news of one have been lost. */
const COMPARED = 200

type Pass = {
  sheet: SheetRecord
  read: ReadSheet
  sorted: SheetRows
  /** Nothing goes on in the campaign any more: all that is unfinished in the sheet is compared. */
  isOver: boolean
  changes: readonly SheetChange[]
}

const statusOf = (row: SheetRow, { layout }: ReadSheet): string => row.cells[layout.own.get('status') ?? -1] ?? ''

/** The lines that are compared although no change is known, the next ones each time. */
const comparedIn = ({ sheet, read, isOver }: Pass, rows: readonly SheetRow[]): SheetRow[] => {
  const unfinished = rows.filter((row) => row.is === 'contact' && showsUnfinished(statusOf(row, read)))
  if (isOver) return unfinished
  const next = unfinished.filter(({ line }) => line > sheet.comparedTo)
  return (next.length > 0 ? next : unfinished).slice(0, COMPARED)
}

/** Whose rows may not show what they should. */
const suspectsIn = (pass: Pass, rows: readonly SheetRow[], compared: readonly SheetRow[]): Set<ContactId> => {
  const changed = new Set([...pass.changes.map(({ contactId }) => contactId), ...pass.sorted.misplaced])
  const again = new Set(compared)
  const suspects = new Set<ContactId>()
  for (const row of rows) {
    if (row.is !== 'contact' && row.is !== 'new' && row.is !== 'found') continue
    const status = statusOf(row, pass.read)
    // Taken away by hand, or left over from what the row was before.
    const isBare = mayWrite('status', status) && !showsContact(status)
    if (row.is !== 'contact' || isBare || again.has(row) || changed.has(row.contactId)) suspects.add(row.contactId)
  }
  return suspects
}

/** A grid has as many columns as somebody has given it. */
const makeRoom = async ({ spreadsheets }: TendingPorts, { sheet, read: { layout } }: Pass): Promise<Reached<undefined>> => {
  const needed = layout.added.reduce((most, { column }) => Math.max(most, column + 1), 0)
  if (needed === 0) return { ok: true, value: undefined }
  const opened = await spreadsheets.open(sheet.spreadsheetId)
  if (!opened.ok) return opened
  const columns = opened.value.tabs.find(({ gid }) => gid === sheet.gid)?.columns ?? needed
  if (columns >= needed) return { ok: true, value: undefined }
  return await spreadsheets.addColumns(sheet.spreadsheetId, sheet.gid, needed - columns)
}

type Shown = { hasWritten: boolean; comparedTo: number }

/** Writes what the rows should show, and forgets the changes that are shown by then. */
const showResults = async (ports: TendingPorts, pass: Pass, { rows, fresh }: Taken): Promise<Reached<Shown>> => {
  const { sheet, read } = pass
  const compared = comparedIn(pass, rows)
  const suspects = [...suspectsIn(pass, rows, compared)]
  const results = await readResults(
    ports,
    sheet.campaignId,
    suspects.filter((id) => !fresh.has(id)),
  )
  for (const id of fresh) results.set(id, resultsOf({ state: 'pending' }))
  const toWrite = rows.map((row) => ({ row, cells: cellsOf(row, read.layout, results) })).filter(({ cells }) => cells.length > 0)
  const cells = [...headerCells(read.layout), ...toWrite.slice(0, MOST_WRITTEN).flatMap((one) => one.cells)]
  if (cells.length > 0) {
    const room = await makeRoom(ports, pass)
    const written = room.ok ? await ports.spreadsheets.write(sheet.spreadsheetId, read.tab, cells) : room
    if (!written.ok) return written
  }
  const later = new Set(toWrite.slice(MOST_WRITTEN).flatMap(({ row }) => ('contactId' in row ? row.contactId : [])))
  await ports.sheets.forget(
    sheet.campaignId,
    pass.changes.filter(({ contactId }) => !later.has(contactId)),
  )
  return { ok: true, value: { hasWritten: cells.length > 0, comparedTo: compared.at(-1)?.line ?? 0 } }
}

/** A campaign that is over takes nobody; a row of one of its contacts may have lost its id all the same. */
const withoutTaking = (rows: readonly SheetRow[]): Taken => ({
  imported: 0,
  duplicates: 0,
  fresh: new Set(),
  rows: rows.flatMap((row): SheetRow[] => {
    if (row.is === 'new') return [{ line: row.line, cells: row.cells, is: 'found', contactId: row.contactId }]
    return row.is === 'rejected' || row.is === 'duplicate' ? [] : [row]
  }),
})

/** Rows are looked at again and again, and counted when their status says so for the first time. */
const countOf = (is: 'duplicate' | 'rejected', rows: readonly SheetRow[], read: ReadSheet): number =>
  rows.filter((row) => row.is === is && !statusOf(row, read).startsWith(is)).length

/** What the sheet's record says after the pass, or what kept it from being made. */
export const tendSheet = async (
  ports: TendingPorts,
  sheet: SheetRecord,
  { campaign, takesRows, isOver }: { campaign: CampaignRecord; takesRows: boolean; isOver: boolean },
): Promise<Reached<Partial<SheetRecord>>> => {
  // Changes first: one that comes while the sheet is read is shown, and shown again the next time.
  const changes = await ports.sheets.changes(sheet.campaignId)
  const read = await readSheet(ports, sheet)
  if (!read.ok) return read
  const { defaultCountry } = sheet
  const sorted = sortRows(read.value.table, read.value.layout, { defaultCountry, idOf: (phone) => ports.ids.contact(campaign, phone) })
  const pass: Pass = { sheet, read: read.value, sorted, isOver, changes }
  const taken = takesRows ? await takeRows(ports, sheet, sorted.rows) : withoutTaking(sorted.rows)
  const shown = await showResults(ports, pass, taken)
  if (!shown.ok) return shown
  const { hasWritten, comparedTo } = shown.value
  return {
    ok: true,
    value: {
      tab: read.value.tab,
      imported: sheet.imported + taken.imported,
      duplicates: sheet.duplicates + taken.duplicates + countOf('duplicate', taken.rows, read.value),
      rejected: sheet.rejected + countOf('rejected', taken.rows, read.value),
      ...{ comparedTo, isSettled: isOver && !hasWritten && changes.length === 0 },
      tendedAt: new Date(ports.clock.now()).toISOString(),
    },
  }
}
