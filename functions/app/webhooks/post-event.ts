// One request to a webhook: signed for this moment, sent, and what came of it.

import type { Sending, WebhookRecord } from '#app/ports/webhooks.ts'
import type { Ports } from '#app/ports.ts'
import type { DeliveryTry } from '#contract/webhook.ts'
import { restOf } from '#domain/webhook-retry.ts'
import { signedHeaders } from './sign.ts'

export type PostPorts = Pick<Ports, 'clock'> & Pick<Sending, 'post' | 'secretOf'>

export const isAccepted = ({ status = 0 }: DeliveryTry): boolean => status >= 200 && status < 300

const secretNumbers = ({ secretNumber, before }: WebhookRecord, nowMs: number): number[] => [
  secretNumber,
  ...(before && Date.parse(before.until) > nowMs ? [before.secretNumber] : []),
]

/** `restMs`: so long the receiver asks to be left alone. */
export type Posted = { tried: DeliveryTry; restMs: number }

/** Receivers look at their own clock: the signature has the machine's time. */
export const postEvent = async (
  { clock, post, secretOf }: PostPorts,
  webhook: WebhookRecord,
  { id, body }: { id: string; body: string },
): Promise<Posted> => {
  const atMs = clock.machine()
  const secrets = await Promise.all(secretNumbers(webhook, atMs).map((number) => secretOf(webhook.id, number)))
  const headers = { 'content-type': 'application/json', ...signedHeaders(secrets, { id, atMs, body }) }
  const { retryAfter, ...answer } = { retryAfter: undefined, ...(await post({ url: webhook.url, headers, body })) }
  const nowMs = clock.machine()
  const tried = { at: new Date(atMs).toISOString(), latencyMs: Math.max(0, Math.round(nowMs - atMs)), ...answer }
  return { tried, restMs: isAccepted(tried) ? 0 : restOf(retryAfter, nowMs) }
}
