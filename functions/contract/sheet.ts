// A Google Sheet that a campaign's contacts come from, and that the results of their calls are written back to.
import * as z from 'zod/mini'
import { CountryCode } from './campaign-settings.ts'
import { CampaignId, Instant } from './ids.ts'
import { ColumnMapping, ListField } from './list.ts'
import { Count, OneOrMore, trimmed } from './parts.ts'

/** The column in which Ringmaster notes whose row it is. Its contents mean nothing to people; it may be hidden. */
export const ID_COLUMN = 'ringmaster_id'

const ColumnName = trimmed(100)
/** Null: not written back. */
const resultColumn = (name: string) => z._default(z.nullable(ColumnName), name)

/** The columns that results are written to, by their names. Those that the sheet lacks are added at its right. */
export const SheetColumns = z.strictObject({
  /** Rows whose status is empty or `pending` are taken. */
  status: z._default(ColumnName, 'status'),
  outcome: resultColumn('outcome'),
  /** Empty until the agent's own account of a call is known. */
  summary: resultColumn('summary'),
  nextAttempt: resultColumn('next attempt'),
  lastCall: resultColumn('last call'),
})
export type SheetColumns = z.infer<typeof SheetColumns>

export const SheetSource = z.strictObject({
  /** Its address as the browser shows it, or its id. */
  spreadsheet: trimmed(2_000),
  /** The name of the tab; absent: the one that the address names, else the first. */
  tab: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  /** What its columns are, by their names; those that are not named are guessed. */
  mapping: z._default(ColumnMapping, {}),
  columns: z.prefault(SheetColumns, {}),
})
export type SheetSource = z.infer<typeof SheetSource>

/** Of a campaign that is still to be made. */
export const NewSheetSource = z.extend(SheetSource, { defaultCountry: z._default(CountryCode, 'US') })
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
  imported: Count,
  /** Rows whose number was in the campaign already, or stands in an earlier row. */
  duplicates: Count,
  /** Rows that cannot be called; their status says why. */
  rejected: Count,
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
  tendedAt: z.optional(Instant),
  /** Why results do not reach it, or new rows do not come from it, and since when. The campaign goes on. */
  trouble: z.optional(z.extend(SheetTrouble, { since: Instant })),
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
      line: OneOrMore,
      cells: z.array(z.string()),
      becomes: z.enum(['contact', 'duplicate', 'rejected', 'left']),
      because: z.optional(z.string()),
    }),
  ),
  ...{
    rowsToTake: Count,
    duplicates: Count,
    rejected: Count,
    left: Count,
  },
})
export type SheetPreview = z.infer<typeof SheetPreview>
