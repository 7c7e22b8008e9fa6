// Where what has happened is written down.
import type { Activity } from '#contract/activity.ts'
import type { CampaignId } from '#contract/ids.ts'
import type { Page, PageRequest } from './pages.ts'

/** Append-only. */
export type ActivityLog = {
  add(entry: Omit<Activity, 'id'>): Promise<void>
  /** Newest first; without a campaign: what concerns the account. */
  list(campaignId: CampaignId | undefined, page: PageRequest): Promise<Page<Activity>>
}
