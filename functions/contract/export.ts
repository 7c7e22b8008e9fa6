// What came of a campaign, as a file: its contacts with what their rows said, and what became of each.
import * as z from 'zod'
import { CampaignId, ExportId, Instant } from './ids.ts'

export const ExportFormat = z.enum(['csv', 'jsonl', 'xlsx'])
export type ExportFormat = z.infer<typeof ExportFormat>

export const Export = z.object({
  id: ExportId,
  campaignId: CampaignId,
  format: ExportFormat,
  state: z.enum(['running', 'done', 'failed']),
  /** Contacts that are written so far. */
  rows: z.int().min(0),
  createdAt: Instant,
  endedAt: Instant.optional(),
  /** Why it failed, and what to do. */
  problem: z.string().optional(),
})
export type Export = z.infer<typeof Export>

/** Where to GET the file, once it is done. */
export const ExportWithFile = Export.extend({
  file: z.object({ url: z.string(), bytes: z.int().min(0), expiresAt: Instant }).optional(),
})
export type ExportWithFile = z.infer<typeof ExportWithFile>

export const NewExport = z.strictObject({ format: ExportFormat.default('csv') })
