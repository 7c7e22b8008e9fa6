// An import as the table holds it.
import * as z from 'zod/mini'
import { ListReading } from '#app/imports/list-reading.ts'
import { CampaignSettings, CountryCode } from '#contract/campaign-settings.ts'
import { Instant } from '#contract/ids.ts'
import { Import } from '#contract/import.ts'
import { ColumnMapping } from '#contract/list.ts'

/** `updated` came later than the first imports. */
export const ImportRecord = z.extend(Import, {
  updated: z._default(Import.shape.updated, 0),
  ...ListReading.shape,
  /** What a person says that columns are, and which sheet is meant. */
  mapping: z.optional(ColumnMapping),
  sheet: z.optional(z.string()),
  /** What decides whether a row can be called, as it was when the import began: a row that is read again is judged as before. */
  judgedBy: z.optional(z.object({ at: Instant, defaultCountry: CountryCode, allowedCountries: CampaignSettings.shape.allowedCountries })),
  /** While it is taken back: where in the list of the campaign's contacts that stands. */
  undoCursor: z.optional(z.string()),
})
export type ImportRecord = z.infer<typeof ImportRecord>
