// Sends a test event at once, whether the webhook is active or not, and tells what the receiver answered.

import type { Sending } from '#app/ports/webhooks.ts'
import type { Ports } from '#app/ports.ts'
import type { WebhookId } from '#contract/ids.ts'
import type { WebhookTestResult } from '#contract/webhook.ts'
import type { WebhookTest } from '#contract/webhook-events.ts'
import { isAccepted, postEvent } from './post-event.ts'
import { webhookOrThrow } from './webhooks.ts'

type Needs = Pick<Ports, 'clock' | 'ids' | 'webhooks'>

export const testWebhook =
  ({ clock, ids, webhooks }: Needs, { post, secretOf }: Pick<Sending, 'post' | 'secretOf'>) =>
  async (webhookId: WebhookId): Promise<WebhookTestResult> => {
    const webhook = await webhookOrThrow({ webhooks }, webhookId)
    const nowMs = clock.machine()
    const id = ids.event({ subject: webhookId, sequence: String(Math.floor(nowMs)) })
    const event: WebhookTest = { id, type: 'webhook.test', version: 1, timestamp: new Date(nowMs).toISOString(), data: { webhookId } }
    const { tried } = await postEvent({ clock, post, secretOf }, webhook, { id, body: JSON.stringify(event) })
    return { ...tried, isAccepted: isAccepted(tried) }
  }
