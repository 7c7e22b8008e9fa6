// A list of numbers that nobody may call, as it is kept while it is read.
import * as z from 'zod/mini'
import { ListReading } from '#app/imports/list-reading.ts'
import type { Page, PageRequest } from '#app/ports/pages.ts'
import { CountryCode } from '#contract/campaign-settings.ts'
import { type ImportId, Instant } from '#contract/ids.ts'
import { SuppressionImport } from '#contract/suppression-import.ts'

export const SuppressionImportRecord = z.extend(SuppressionImport, {
  ...ListReading.shape,
  version: z.int(),
  defaultCountry: CountryCode,
  /** When its first number was suppressed, which is when all of them count as suppressed. */
  beganAt: z.optional(Instant),
})
export type SuppressionImportRecord = z.infer<typeof SuppressionImportRecord>

export type SuppressionImports = {
  create(record: SuppressionImportRecord): Promise<void>
  get(id: ImportId): Promise<SuppressionImportRecord | undefined>
  /** The record as it then is; undefined when somebody else has brought the import on since it was read. */
  change(seen: SuppressionImportRecord, patch: Partial<SuppressionImportRecord>): Promise<SuppressionImportRecord | undefined>
  /** Newest first. */
  list(page: PageRequest): Promise<Page<SuppressionImportRecord>>
}
