// What telling other systems needs from outside: the webhooks, what is to be sent to them, and the way out.
import * as z from 'zod/mini'
import type { Page, PageRequest } from '#app/ports/pages.ts'
import { type EventId, Instant, type WebhookId } from '#contract/ids.ts'
import { OneOrMore } from '#contract/parts.ts'
import { Delivery, Webhook } from '#contract/webhook.ts'

export const WebhookRecord = z.extend(z.omit(Webhook, { oldSecretUntil: true }), {
  /** Which of its secrets signs: they are numbered, and made anew whenever one is needed. */
  secretNumber: OneOrMore,
  /** What a rotation replaced. */
  before: z.optional(z.object({ secretNumber: OneOrMore, until: Instant })),
  /** Whoever sends to it now may do so until then, machine time. */
  heldUntilMs: z._default(z.int(), 0),
  /** Its receiver asks to be left alone until then, machine time. */
  restUntilMs: z.optional(z.int()),
})
export type WebhookRecord = z.infer<typeof WebhookRecord>

export const DeliveryRecord = z.extend(z.omit(Delivery, { nextTryAt: true }), {
  body: z.string(),
  /** From when on it is tried for a day: when it was made, or asked for again. */
  since: Instant,
  /** While it waits. */
  dueAt: z.optional(Instant),
})
export type DeliveryRecord = z.infer<typeof DeliveryRecord>

export type Webhooks = {
  get(id: WebhookId): Promise<WebhookRecord | undefined>
  create(record: WebhookRecord): Promise<void>
  /** Newest first. */
  list(page: PageRequest): Promise<Page<WebhookRecord>>
  all(): Promise<WebhookRecord[]>
  /** Writes the patch if nobody has changed the webhook since it was read; undefined when somebody has. */
  change(seen: WebhookRecord, patch: Partial<WebhookRecord>): Promise<WebhookRecord | undefined>
  remove(id: WebhookId): Promise<WebhookRecord | undefined>
  /** Nobody else sends to it for so long; undefined when somebody does, or it is not active. It is no change of the webhook. */
  hold(id: WebhookId, forMs: number): Promise<WebhookRecord | undefined>
  /** Lets go, and says since when nothing has been accepted. */
  release(held: WebhookRecord, ended: { failingSince: string | undefined; restUntilMs?: number | undefined }): Promise<void>
}

export type Deliveries = {
  /** One that is there already stays as it is: the same news may be told twice. */
  add(delivery: DeliveryRecord): Promise<void>
  get(webhookId: WebhookId, id: EventId): Promise<DeliveryRecord | undefined>
  /** Those whose time has come, the longest overdue first. */
  due(webhookId: WebhookId, until: { nowMs: number; limit: number }): Promise<EventId[]>
  /** Of those that wait and are about the same, the first: none is sent before it. */
  firstWaiting(webhookId: WebhookId, id: EventId): Promise<DeliveryRecord | undefined>
  /** Undefined when the delivery is not as it was read. */
  change(seen: DeliveryRecord, patch: Partial<DeliveryRecord>): Promise<DeliveryRecord | undefined>
  /** Newest first; of one state: the soonest, or the longest dead, first. */
  list(webhookId: WebhookId, page: PageRequest & { state?: 'waiting' | 'dead' | undefined }): Promise<Page<DeliveryRecord>>
}

export type WebhookRequest = { url: string; headers: Record<string, string>; body: string }
/** `retryAfter`: the header of that name, as it is. */
export type WebhookAnswer = { status: number; answer: string; retryAfter?: string } | { problem: string }

/** The way out. */
export type Sending = {
  /** Why nothing is ever sent to that address, in words; undefined where it may be. */
  refusalOf(url: string): string | undefined
  /** Never rejects: whatever goes wrong is the receiver's trouble, and told as such. */
  post(request: WebhookRequest): Promise<WebhookAnswer>
  /** The text of one of the webhook's secrets. */
  secretOf(id: WebhookId, number: number): Promise<string>
}
