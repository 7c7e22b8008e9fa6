// What came of a campaign, as a file: its contacts with what their rows said, and what became of each.
import * as z from 'zod/mini'
import { CampaignId, ExportId, Instant } from './ids.ts'
import { Count } from './parts.ts'

export const ExportFormat = z.enum(['csv', 'jsonl', 'xlsx'])
export type ExportFormat = z.infer<typeof ExportFormat>

export const Export = z.object({
  id: ExportId,
  campaignId: CampaignId,
  format: ExportFormat,
  state: z.enum(['running', 'done', 'failed']),
  /** Contacts that are written so far. */
  rows: Count,
  createdAt: Instant,
  endedAt: z.optional(Instant),
  /** Why it failed, and what to do. */
  problem: z.optional(z.string()),
})
export type Export = z.infer<typeof Export>

/** Where to GET the file, once it is done. */
export const ExportWithFile = z.extend(Export, {
  file: z.optional(z.object({ url: z.string(), bytes: Count, expiresAt: Instant })),
})
export type ExportWithFile = z.infer<typeof ExportWithFile>

export const NewExport = z.strictObject({ format: z._default(ExportFormat, 'csv') })
