// Webhooks: addresses of other systems that are told what happens here, and what was sent to each of them.
import * as z from 'zod'
import { EventId, Instant, WebhookId } from './ids.ts'
import { WebhookEventType } from './webhook-events.ts'

const words = {
  name: z.string().trim().min(1).max(100),
  /** https, on the public internet. */
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  events: z.array(WebhookEventType).min(1).max(20),
  /** One that is not is told nothing, and keeps what still waits for it. */
  isActive: z.boolean(),
}

export const Webhook = z.object({
  id: WebhookId,
  ...words,
  version: z.int().min(1),
  createdAt: Instant,
  changedAt: Instant,
  /** The principal who made it. */
  createdBy: z.string(),
  /** The secret that a rotation replaced signs beside the new one until then. */
  oldSecretUntil: Instant.optional(),
  /** Nothing has been accepted since then; absent: the last try was. */
  failingSince: Instant.optional(),
})
export type Webhook = z.infer<typeof Webhook>

/** The only answer that the secret is in. */
export const WebhookOnce = Webhook.extend({ secret: z.string() })
export type WebhookOnce = z.infer<typeof WebhookOnce>

export const NewWebhook = z.strictObject({ ...words, isActive: words.isActive.default(true) })
export type NewWebhook = z.infer<typeof NewWebhook>

export const WebhookEdit = z.strictObject(words).partial()
export type WebhookEdit = z.infer<typeof WebhookEdit>

export const SecretRotation = z.strictObject({
  /** So long the old secret signs beside the new one. */
  overlapHours: z.int().min(0).max(720).default(24),
})
export type SecretRotation = z.infer<typeof SecretRotation>

/** `dead`: it was tried for a day, and nobody tries any more until somebody asks for it. */
export const DeliveryState = z.enum(['waiting', 'delivered', 'dead'])
export type DeliveryState = z.infer<typeof DeliveryState>

/** One request to the receiver, and what came of it. */
export const DeliveryTry = z.object({
  at: Instant,
  latencyMs: z.int().min(0),
  /** What the receiver answered; absent: it did not. */
  status: z.int().optional(),
  /** How the answer begins. */
  answer: z.string().optional(),
  /** Why there was no answer. */
  problem: z.string().optional(),
})
export type DeliveryTry = z.infer<typeof DeliveryTry>

export const Delivery = z.object({
  id: EventId,
  webhookId: WebhookId,
  type: WebhookEventType,
  state: DeliveryState,
  createdAt: Instant,
  /** Since it was made, or asked for again. */
  tries: z.int().min(0),
  lastTry: DeliveryTry.optional(),
  /** While it waits. */
  nextTryAt: Instant.optional(),
  deliveredAt: Instant.optional(),
  deadAt: Instant.optional(),
})
export type Delivery = z.infer<typeof Delivery>

/** `body`: to the byte what is sent and signed. */
export const DeliveryDetails = Delivery.extend({ body: z.string() })
export type DeliveryDetails = z.infer<typeof DeliveryDetails>

/** `isAccepted`: the receiver answered with a status from 200 to 299. */
export const WebhookTestResult = DeliveryTry.extend({ isAccepted: z.boolean() })
export type WebhookTestResult = z.infer<typeof WebhookTestResult>
