// What an export needs from outside: its record, the campaign's contacts with their calls, and an object that is written in parts.
import * as z from 'zod/mini'
import type { Page, PageRequest } from '#app/ports/pages.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { Export } from '#contract/export.ts'
import type { CampaignId, ExportId } from '#contract/ids.ts'
import { Count } from '#contract/parts.ts'
import type { ExportedContact } from '#domain/export/exported.ts'

export const ExportRecord = z.extend(Export, {
  version: z.int(),
  /** First it is found out which columns there are. */
  phase: z.enum(['columns', 'rows']),
  seen: z.object({ fields: z.array(z.string()), variables: z.array(z.string()), collected: z.array(z.string()) }),
  /** Where in the campaign's contacts it goes on; absent: at their beginning. */
  cursor: z.optional(z.string()),
  /** Of the object that is being written. */
  upload: z.optional(z.object({ id: z.string(), parts: z.array(z.string()), bytes: Count })),
  zip: z.object({ crc: Count, size: Count, packed: Count }),
  /** When it last got on, machine time; absent: nobody is at it. */
  touchedMs: z.optional(z.int()),
})
export type ExportRecord = z.infer<typeof ExportRecord>

export type Exports = {
  get(campaignId: CampaignId, id: ExportId): Promise<ExportRecord | undefined>
  create(record: ExportRecord): Promise<void>
  /** Takes the place of the record as it was read; undefined when somebody else is at it. */
  replace(seen: ExportRecord, by: ExportRecord): Promise<ExportRecord | undefined>
  /** Newest first. */
  list(campaignId: CampaignId, page: PageRequest): Promise<Page<ExportRecord>>
  /** The contacts of a campaign with their calls, shard by shard; a page may be empty and not the last. */
  contacts(campaign: Pick<CampaignRecord, 'id' | 'shards'>, cursor: string | undefined): Promise<Page<ExportedContact>>
}

/** An object that nobody sees before it is complete. Parts are numbered from 1; all but the last have 5 MiB or more (S3). */
/** S3 takes parts of 5 MiB or more, and ten thousand of them. */
export const PART_BYTES = 8 * 1024 ** 2

export type PartedFiles = {
  /** How large a part is to be. */
  partBytes: number
  begin(key: string, file: { contentType: string; fileName: string }): Promise<string>
  /** The part's tag. */
  writePart(key: string, part: { uploadId: string; number: number; bytes: Uint8Array }): Promise<string>
  complete(key: string, upload: { uploadId: string; tags: readonly string[] }): Promise<void>
}
