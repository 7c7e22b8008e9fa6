// A list of numbers that nobody may call: announced, uploaded, read.
import * as z from 'zod'
import { CountryCode } from './campaign.ts'
import { ImportId, Instant } from './ids.ts'
import { ImportResults, ReasonCount, Reject } from './import.ts'
import { ListFileName } from './list-file.ts'

export const NewSuppressionImport = z.strictObject({
  /** The file's own name, for whoever looks for it later; its ending says what kind it is. */
  fileName: ListFileName,
  /** In bytes, when it is known: one that is too large is refused before it is sent. */
  size: z.int().min(1).optional(),
  /** For numbers that are written without a country code. */
  defaultCountry: CountryCode.default('US'),
  /** Why nobody may call them; kept with each number. */
  because: z.string().trim().min(1).max(500).default('a list that a person has uploaded'),
})
export type NewSuppressionImport = z.infer<typeof NewSuppressionImport>

const Count = z.int().min(0)

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
  reasons: z.array(ReasonCount).optional(),
  readBytes: Count.optional(),
  totalBytes: Count.optional(),
  /** Why the whole file was refused, and what to do. */
  problem: z.string().optional(),
})
export type SuppressionImport = z.infer<typeof SuppressionImport>

export const SuppressionImportWithResults = SuppressionImport.extend({ results: ImportResults.optional() })
export type SuppressionImportWithResults = z.infer<typeof SuppressionImportWithResults>

/** What viewers are told while it is read. */
export const SuppressionImportProgress = SuppressionImport.omit({ rejects: true, reasons: true })
export type SuppressionImportProgress = z.infer<typeof SuppressionImportProgress>

export const SuppressionUpload = z.object({
  importId: ImportId,
  /** Send the file here with PUT and this content type, within five minutes. */
  url: z.string(),
  contentType: z.string(),
  expiresAt: Instant,
})
export type SuppressionUpload = z.infer<typeof SuppressionUpload>
