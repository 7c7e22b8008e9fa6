// Where campaigns are kept.
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignId } from '#contract/ids.ts'
import type { ColumnMapping } from '#contract/list.ts'
import type { Deltas } from '#domain/progress.ts'
import type { Page, PageRequest } from './pages.ts'

/** What the counters of a campaign's lanes add up to; `version`: that of the lanes. */
export type Counted = { counters: Deltas; version: number }

/** `counted`: as it was a second or two ago. Absent: nobody has kept it yet. */
export type ListedCampaign = CampaignRecord & { counted?: Counted | undefined }

/** `startsAt`: as it stands in the campaign, unless somebody has changed that since. */
export type ScheduledStart = { id: CampaignId; startsAt: string }

export type Campaigns = {
  get(id: CampaignId): Promise<CampaignRecord | undefined>
  /** `watched`: the reconciler looks after it from now on, though it has not been started. False when it is there already. */
  create(campaign: CampaignRecord, options: { watched: boolean; mapping?: ColumnMapping | undefined }): Promise<boolean>
  /** What a person said that the columns of its lists are: beside the campaign, which every turn of a lane reads. */
  mapping(id: CampaignId): Promise<ColumnMapping | undefined>
  keepMapping(id: CampaignId, mapping: ColumnMapping | undefined): Promise<void>
  /** Writes the patch if nobody has changed the campaign since it was read; undefined when somebody has. */
  change(campaign: CampaignRecord, patch: Partial<CampaignRecord>): Promise<CampaignRecord | undefined>
  /** Drafts that start by themselves until that moment, or ever; the earliest first. Kept with every change of `startsAt`. */
  scheduled(until?: string): Promise<ScheduledStart[]>
  /** Newest first, unless said otherwise. */
  list(page: PageRequest & { oldestFirst?: boolean }): Promise<Page<ListedCampaign>>
  /** Keeps the sum of the lanes' counters for the list, unless a newer one is kept. */
  keepCount(campaign: CampaignRecord, counted: Counted): Promise<void>
  /** Campaigns that may hold calls: from their first start until they have ended and their lines are free. */
  watched(): Promise<CampaignId[]>
  /** No longer watched, unless somebody has changed the campaign since it was read. */
  unwatch(campaign: CampaignRecord): Promise<void>
}
