// Webhooks: addresses of other systems that are told what happens here, and what was sent to each of them.
import * as z from 'zod/mini'
import { EventId, Instant, WebhookId } from './ids.ts'
import { Count, OneOrMore, trimmed } from './parts.ts'
import { WebhookEventType } from './webhook-events.ts'

const words = {
  name: trimmed(100),
  /** https, on the public internet. */
  url: z.url({ protocol: /^https?$/ }).check(z.maxLength(2_000)),
  events: z.array(WebhookEventType).check(z.minLength(1), z.maxLength(20)),
  /** One that is not is told nothing, and keeps what still waits for it. */
  isActive: z.boolean(),
}

export const Webhook = z.object({
  id: WebhookId,
  ...words,
  version: OneOrMore,
  createdAt: Instant,
  changedAt: Instant,
  /** The principal who made it. */
  createdBy: z.string(),
  /** The secret that a rotation replaced signs beside the new one until then. */
  oldSecretUntil: z.optional(Instant),
  /** Nothing has been accepted since then; absent: the last try was. */
  failingSince: z.optional(Instant),
})
export type Webhook = z.infer<typeof Webhook>

/** The only answer that the secret is in. */
export const WebhookOnce = z.extend(Webhook, { secret: z.string() })
export type WebhookOnce = z.infer<typeof WebhookOnce>

export const NewWebhook = z.strictObject({ ...words, isActive: z._default(words.isActive, true) })
export type NewWebhook = z.infer<typeof NewWebhook>

export const WebhookEdit = z.partial(z.strictObject(words))
export type WebhookEdit = z.infer<typeof WebhookEdit>

export const SecretRotation = z.strictObject({
  /** So long the old secret signs beside the new one. */
  overlapHours: z._default(z.int().check(z.minimum(0), z.maximum(720)), 24),
})
export type SecretRotation = z.infer<typeof SecretRotation>

/** `dead`: it was tried for a day, and nobody tries any more until somebody asks for it. */
export const DeliveryState = z.enum(['waiting', 'delivered', 'dead'])
export type DeliveryState = z.infer<typeof DeliveryState>

/** One request to the receiver, and what came of it. */
export const DeliveryTry = z.object({
  at: Instant,
  latencyMs: Count,
  /** What the receiver answered; absent: it did not. */
  status: z.optional(z.int()),
  /** How the answer begins. */
  answer: z.optional(z.string()),
  /** Why there was no answer. */
  problem: z.optional(z.string()),
})
export type DeliveryTry = z.infer<typeof DeliveryTry>

export const Delivery = z.object({
  id: EventId,
  webhookId: WebhookId,
  type: WebhookEventType,
  state: DeliveryState,
  createdAt: Instant,
  /** Since it was made, or asked for again. */
  tries: Count,
  lastTry: z.optional(DeliveryTry),
  /** While it waits. */
  nextTryAt: z.optional(Instant),
  deliveredAt: z.optional(Instant),
  deadAt: z.optional(Instant),
})
export type Delivery = z.infer<typeof Delivery>

/** `body`: to the byte what is sent and signed. */
export const DeliveryDetails = z.extend(Delivery, { body: z.string() })
export type DeliveryDetails = z.infer<typeof DeliveryDetails>

/** `isAccepted`: the receiver answered with a status from 200 to 299. */
export const WebhookTestResult = z.extend(DeliveryTry, { isAccepted: z.boolean() })
export type WebhookTestResult = z.infer<typeof WebhookTestResult>
