// New ids.
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignId, ContactId, E164, EventId, ExportId, ImportId, KeyId, TemplateId, WebhookId } from '#contract/ids.ts'

export type Ids = {
  /** `of`: the same text is the same campaign. */
  campaign(of?: string): CampaignId
  import(of?: string): ImportId
  export(): ExportId
  template(): TemplateId
  /** The same number is the same contact of a campaign. */
  contact(campaign: Pick<CampaignRecord, 'id' | 'shards'>, e164: E164): ContactId
  /** Made from nothing, in the partition of that one. */
  anonymousContact(beside: ContactId): ContactId
  /** Sorts by the instant, and is never given twice. */
  activity(at: number): string
  key(at: number): KeyId
  webhook(at: number): WebhookId
  /** The same change of the same thing is the same event; of one thing they sort by `sequence`, a whole number as text. */
  event(of: { subject: string; sequence: string }): EventId
  /** 256 bits that nobody can guess, as text for addresses and headers. */
  secret(): string
}
