// Google's spreadsheets, as the use cases need them. What can be helped by a person comes back as trouble; it is never thrown.
import type { SheetTrouble } from '#contract/sheet.ts'
import type { CellWrite } from '#domain/sheet/cells.ts'

export type Reached<T> = { ok: true; value: T } | { ok: false; trouble: SheetTrouble }

/** `gid`: Google's number of the tab, which stays when it is renamed. */
export type SpreadsheetTab = { gid: number; name: string; columns: number }
export type Spreadsheet = { title: string; tabs: SpreadsheetTab[] }

export type Spreadsheets = {
  /** The e-mail address that a sheet must be shared with; undefined where nobody has set one up. */
  account(): Promise<string | undefined>
  open(spreadsheetId: string): Promise<Reached<Spreadsheet>>
  /** All cells of a tab as they are shown; rows and their ends that are empty are left out. */
  read(spreadsheetId: string, tab: string): Promise<Reached<string[][]>>
  /** All cells or none, as plain text. An answer that got lost is trouble, though the cells may be written. */
  write(spreadsheetId: string, tab: string, cells: readonly CellWrite[]): Promise<Reached<undefined>>
  addColumns(spreadsheetId: string, gid: number, columns: number): Promise<Reached<undefined>>
}
