// A list of numbers that nobody may call, as it is kept while it is read.
import * as z from 'zod'
import type { Page, PageRequest } from '#app/ports.ts'
import { CountryCode } from '#contract/campaign.ts'
import { type ImportId, Instant } from '#contract/ids.ts'
import { ListShape, Place } from '#contract/list.ts'
import { SuppressionImport } from '#contract/suppression-import.ts'

export const SuppressionImportRecord = SuppressionImport.extend({
  version: z.int(),
  defaultCountry: CountryCode,
  /** The object, once it has arrived: whoever goes on later reads the very same bytes. */
  source: z.object({ key: z.string(), versionId: z.string().optional() }).optional(),
  /** When its first number was suppressed, which is when all of them count as suppressed. */
  beganAt: Instant.optional(),
  /** How the file is read, found out once. */
  shape: ListShape.optional(),
  /** Where the first record stands that nothing has been done about. */
  place: Place.optional(),
  /** When the import last got on. */
  touchedMs: z.int().optional(),
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
