// An import: a contact list on its way into a campaign.
import * as z from 'zod/mini'
import { CampaignId, ImportId, Instant } from './ids.ts'
import { counts } from './import-progress.ts'
import { Count, OneOrMore } from './parts.ts'

/** A row that cannot be called: where it stood, and why. */
export const Reject = z.object({
  /** Line of the file, or position in the request, counted from 1. */
  line: OneOrMore,
  column: z.string(),
  reason: z.string(),
})
export type Reject = z.infer<typeof Reject>

/** How many rows have the same to be said of them. */
export const ReasonCount = z.object({ column: z.optional(z.string()), reason: z.string(), rows: Count })
export type ReasonCount = z.infer<typeof ReasonCount>

/** `waiting`: another list of the campaign is being read. `undoing`, `undone`: its contacts are being, or have been, taken out again. */
export const ImportState = z.enum(['awaiting-upload', 'waiting', 'importing', 'imported', 'failed', 'undoing', 'undone'])
export type ImportState = z.infer<typeof ImportState>

export const Import = z.object({
  id: ImportId,
  campaignId: CampaignId,
  fileName: z.string(),
  state: ImportState,
  ...counts,
  readBytes: z.optional(Count),
  totalBytes: z.optional(Count),
  /** The first hundred rejects. */
  rejects: z.array(Reject),
  /** All rejects by column and reason, and what was done about rows that are not quite right. */
  reasons: z.optional(z.array(ReasonCount)),
  notes: z.optional(z.array(ReasonCount)),
  /** Contacts that were taken out again, and those that stay: they have been called, or another list or request brought them, too. */
  undone: z.optional(z.object({ removed: Count, kept: Count })),
  /** Why the file, or its rest, could not be used, and what to do. */
  problem: z.optional(z.string()),
})
export type Import = z.infer<typeof Import>

/** Where to GET what came of an import. */
export const ImportResults = z.object({
  reportUrl: z.string(),
  /** The rejected rows, to be repaired and imported again; absent when there are none. */
  rejectsUrl: z.optional(z.string()),
  expiresAt: Instant,
})
export type ImportResults = z.infer<typeof ImportResults>

export const ImportWithResults = z.extend(Import, { results: z.optional(ImportResults) })
export type ImportWithResults = z.infer<typeof ImportWithResults>
