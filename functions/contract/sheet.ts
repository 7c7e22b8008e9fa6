// A Google Sheet that a campaign's contacts come from, and that the results of their calls are written back to.
import * as z from 'zod'
import { CountryCode } from './campaign.ts'
import { CampaignId, Instant } from './ids.ts'
import { ColumnMapping, ListField } from './list.ts'

/** The column in which Ringmaster notes whose row it is. Its contents mean nothing to people; it may be hidden. */
export const ID_COLUMN = 'ringmaster_id'

const ColumnName = z.string().trim().min(1).max(100)
/** Null: not written back. */
const resultColumn = (name: string) => ColumnName.nullable().default(name)

/** The columns that results are written to, by their names. Those that the sheet lacks are added at its right. */
export const SheetColumns = z.strictObject({
  /** Rows whose status is empty or `pending` are taken. */
  status: ColumnName.default('status'),
  outcome: resultColumn('outcome'),
  /** Empty until the agent's own account of a call is known. */
  summary: resultColumn('summary'),
  nextAttempt: resultColumn('next attempt'),
  lastCall: resultColumn('last call'),
})
export type SheetColumns = z.infer<typeof SheetColumns>

export const SheetSource = z.strictObject({
  /** Its address as the browser shows it, or its id. */
  spreadsheet: z.string().trim().min(1).max(2_000),
  /** The name of the tab; absent: the one that the address names, else the first. */
  tab: z.string().min(1).max(200).optional(),
  /** What its columns are, by their names; those that are not named are guessed. */
  mapping: ColumnMapping.default({}),
  columns: SheetColumns.prefault({}),
})
export type SheetSource = z.infer<typeof SheetSource>

/** Of a campaign that is still to be made. */
export const NewSheetSource = SheetSource.extend({ defaultCountry: CountryCode.default('US') })
export type NewSheetSource = z.infer<typeof NewSheetSource>

export const SheetTrouble = z.object({
  kind: z.enum(['not-set-up', 'no-access', 'gone', 'tab-gone', 'columns', 'quota', 'unreachable']),
  /** What happened and what to do about it. */
  says: z.string(),
})
export type SheetTrouble = z.infer<typeof SheetTrouble>

/** What became of the rows so far. */
const counts = {
  /** Rows that became contacts. */
  imported: z.int().min(0),
  /** Rows whose number was in the campaign already, or stands in an earlier row. */
  duplicates: z.int().min(0),
  /** Rows that cannot be called; their status says why. */
  rejected: z.int().min(0),
}

export const Sheet = z.object({
  campaignId: CampaignId,
  spreadsheetId: z.string(),
  title: z.string(),
  tab: z.string(),
  /** Whom the sheet must be shared with, as an editor. */
  account: z.string(),
  mapping: ColumnMapping,
  columns: SheetColumns,
  ...counts,
  connectedAt: Instant,
  /** The last time that it was read and written back as a whole. */
  tendedAt: Instant.optional(),
  /** Why results do not reach it, or new rows do not come from it, and since when. The campaign goes on. */
  trouble: SheetTrouble.extend({ since: Instant }).optional(),
})
export type Sheet = z.infer<typeof Sheet>

export const SheetPreview = z.object({
  spreadsheetId: z.string(),
  title: z.string(),
  tab: z.string(),
  account: z.string(),
  /** Its columns, and what each was taken for. */
  columns: z.array(z.object({ name: z.string(), field: ListField })),
  /** Where results will be written to. `isThere`: the sheet has the column; else it is added. */
  writes: z.array(z.object({ name: z.string(), isThere: z.boolean() })),
  /** The first rows; `becomes`: what happens to the row, `because`: why. */
  rows: z.array(
    z.object({
      line: z.int().min(1),
      cells: z.array(z.string()),
      becomes: z.enum(['contact', 'duplicate', 'rejected', 'left']),
      because: z.string().optional(),
    }),
  ),
  ...{ rowsToTake: z.int().min(0), duplicates: z.int().min(0), rejected: z.int().min(0), left: z.int().min(0) },
})
export type SheetPreview = z.infer<typeof SheetPreview>
