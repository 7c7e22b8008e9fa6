// What webhooks are sent: one schema for each type of event. A change that would break whoever reads it gets a new version.
import * as z from 'zod/mini'
import { Call } from './call.ts'
import { CampaignState } from './campaign-parts.ts'
import { Contact } from './contact.ts'
import { CampaignId, EventId, Instant, WebhookId } from './ids.ts'
import { Import } from './import.ts'
import { Count } from './parts.ts'

const CallNews = z.object({
  campaignId: CampaignId,
  /** `id` is the attempt's. Of two that are told of the same call, the one with the higher `version` is newer. */
  call: z.omit(Call, { campaignId: true, contactId: true, phone: true, name: true }),
  /** With the variables of the list that brought them. */
  contact: z.pick(Contact, { id: true, phone: true, name: true, variables: true }),
})
export type CallNews = z.infer<typeof CallNews>

const CampaignNews = z.object({
  campaignId: CampaignId,
  name: z.string(),
  before: CampaignState,
  state: CampaignState,
  /** Why, where it was not a person's wish. */
  reason: z.optional(z.string()),
  totalContacts: Count,
})
export type CampaignNews = z.infer<typeof CampaignNews>

const ImportNews = z.object({
  campaignId: CampaignId,
  import: z.omit(Import, { campaignId: true, rejects: true, reasons: true, notes: true }),
})
export type ImportNews = z.infer<typeof ImportNews>

const event = <T extends string, S extends z.ZodMiniType>(type: T, data: S) =>
  z.object({
    /** As in the header `webhook-id`: the same in every try. */
    id: EventId,
    type: z.literal(type),
    /** Of the shape of `data`. */
    version: z.literal(1),
    /** When it happened. */
    timestamp: Instant,
    data,
  })

/** A call is over, whatever it came to. */
export const CallEnded = event('call.ended', CallNews)
/** What a call that is over came to is known better: another outcome, or the result of its conversation. */
export const CallUpdated = event('call.updated', CallNews)
const CampaignStateChanged = event('campaign.state-changed', CampaignNews)
/** A contact list is read to its end, or cannot be. */
const ImportFinished = event('import.finished', ImportNews)
/** Sent by the test alone; nobody subscribes to it. */
export const WebhookTest = event('webhook.test', z.object({ webhookId: WebhookId }))
export type WebhookTest = z.infer<typeof WebhookTest>

export const WEBHOOK_EVENTS = [CallEnded, CallUpdated, CampaignStateChanged, ImportFinished] as const

export const WebhookEventType = z.enum(['call.ended', 'call.updated', 'campaign.state-changed', 'import.finished'])
export type WebhookEventType = z.infer<typeof WebhookEventType>
