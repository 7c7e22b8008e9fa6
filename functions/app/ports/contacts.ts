// Where contacts are kept, and who of them is due.
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { CampaignId, ContactId } from '#contract/ids.ts'
import type { Queue } from '#domain/queues.ts'
import type { Page, PageRequest } from './pages.ts'

/** An entry of the due index, which lags a little behind the contacts. */
export type Due = { contactId: ContactId; dueAt: number }

export type Brought = Pick<ContactRecord, 'importIds' | 'listedBy'>

export type Contacts = {
  get(campaignId: CampaignId, contactId: ContactId): Promise<ContactRecord | undefined>
  /** Retries first: those due until the instant, soonest first. */
  retriesDue(campaignId: CampaignId, until: number): Promise<Due[]>
  freshDue(campaignId: CampaignId, queue: Queue, until: number): Promise<Due[]>
  /** The soonest due time of any contact; undefined when the index is empty. */
  nextDue(campaign: Pick<CampaignRecord, 'id' | 'shards' | 'priorities'>): Promise<number | undefined>
  /** Those of the ids that are in the campaign already, with the imports that brought them. */
  known(campaignId: CampaignId, ids: readonly ContactId[]): Promise<Map<ContactId, Brought>>
  /** Moves the due time, if the contact is still as it was read. */
  postpone(contact: ContactRecord, until: { dueAt: number; because: string }): Promise<boolean>
  /** Reserves the contact for a lane, if it is as the index says and nobody else holds it. */
  hold(campaignId: CampaignId, due: Due, hold: { by: string; until: number }): Promise<boolean>
  list(campaign: Pick<CampaignRecord, 'id' | 'shards'>, page: PageRequest): Promise<Page<ContactRecord>>
}
