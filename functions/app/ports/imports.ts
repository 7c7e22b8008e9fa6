// Where imports of contacts are kept.
import type { ImportRecord } from '#app/records/import.ts'
import type { CampaignId, ImportId } from '#contract/ids.ts'
import type { Page, PageRequest } from './pages.ts'

export type Imports = {
  get(campaignId: CampaignId, id: ImportId): Promise<ImportRecord | undefined>
  create(record: ImportRecord): Promise<boolean>
  /** The object that is imported, once and for all; gives the import as it then is. One that nobody has announced is undefined. */
  arrive(
    { campaignId, id }: Pick<ImportRecord, 'campaignId' | 'id'>,
    source: NonNullable<ImportRecord['source']>,
  ): Promise<ImportRecord | undefined>
  /** Fails one that has not begun, with the reason. */
  refuse(record: ImportRecord, problem: string): Promise<void>
  /** Newest first. */
  list(campaignId: CampaignId, page: PageRequest): Promise<Page<ImportRecord>>
  /** Those that have arrived and not ended, the oldest first. */
  open(campaignId: CampaignId): Promise<ImportRecord[]>
}
