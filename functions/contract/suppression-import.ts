// A list of numbers that nobody may call: announced, uploaded, read.
import * as z from 'zod/mini'
import { CountryCode } from './campaign-settings.ts'
import { ImportId, Instant } from './ids.ts'
import { ImportResults, ReasonCount, Reject } from './import.ts'
import { ListFileName } from './list-file.ts'
import { Count, OneOrMore, trimmed } from './parts.ts'

export const NewSuppressionImport = z.strictObject({
  /** The file's own name, for whoever looks for it later; its ending says what kind it is. */
  fileName: ListFileName,
  /** In bytes, when it is known: one that is too large is refused before it is sent. */
  size: z.optional(OneOrMore),
  /** For numbers that are written without a country code. */
  defaultCountry: z._default(CountryCode, 'US'),
  /** Why nobody may call them; kept with each number. */
  because: z._default(trimmed(500), 'a list that a person has uploaded'),
})
export type NewSuppressionImport = z.infer<typeof NewSuppressionImport>

export const SuppressionImport = z.object({
  id: ImportId,
  fileName: z.string(),
  because: z.string(),
  createdAt: Instant,
  state: z.enum(['awaiting-upload', 'importing', 'imported', 'failed']),
  /** Rows read so far; a row may hold several numbers. */
  rows: Count,
  /** Numbers that nobody calls since this list was read, and those that nobody called before. */
  suppressed: Count,
  alreadySuppressed: Count,
  /** What could not be read as a number. */
  rejected: Count,
  /** Calls to its numbers that nobody had answered. */
  cancelledCalls: Count,
  /** The first hundred rejects. */
  rejects: z.array(Reject),
  /** All of them by column and reason. */
  reasons: z.optional(z.array(ReasonCount)),
  readBytes: z.optional(Count),
  totalBytes: z.optional(Count),
  /** Why the whole file was refused, and what to do. */
  problem: z.optional(z.string()),
})
export type SuppressionImport = z.infer<typeof SuppressionImport>

export const SuppressionImportWithResults = z.extend(SuppressionImport, { results: z.optional(ImportResults) })
export type SuppressionImportWithResults = z.infer<typeof SuppressionImportWithResults>

/** What viewers are told while it is read. */
export const SuppressionImportProgress = z.omit(SuppressionImport, { rejects: true, reasons: true })
export type SuppressionImportProgress = z.infer<typeof SuppressionImportProgress>

export const SuppressionUpload = z.object({
  importId: ImportId,
  /** Send the file here with PUT and this content type, within five minutes. */
  url: z.string(),
  contentType: z.string(),
  expiresAt: Instant,
})
export type SuppressionUpload = z.infer<typeof SuppressionUpload>
