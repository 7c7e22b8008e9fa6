// What webhooks are sent with, of a function's environment: read when it is used.
import type { Sending } from '#app/ports/webhooks.ts'
import { readSecret } from '#providers/secrets.ts'
import { WebhooksKey, webhookSecret } from '#providers/webhook-secrets.ts'
import { type WebhookTargets, webhookSender } from '#providers/webhook-sender.ts'

type Surroundings = { WEBHOOKS_SECRET_ID: string; WEBHOOK_TARGETS: WebhookTargets }

export const sendingFrom = (environment: () => Surroundings): Sending => {
  const sender = () => webhookSender({ targets: environment().WEBHOOK_TARGETS })
  return {
    refusalOf: (url) => sender().refusalOf(url),
    post: (request) => sender().post(request),
    secretOf: async (id, number) => webhookSecret(await readSecret(environment().WEBHOOKS_SECRET_ID, WebhooksKey), id, number),
  }
}
