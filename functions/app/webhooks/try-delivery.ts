// One step at a webhook: the first thing that waits about a call, a campaign or an import is sent, and what came of it is written down.

import type { DeliveryRecord, WebhookRecord } from '#app/ports/webhooks.ts'
import type { Ports } from '#app/ports.ts'
import type { EventId } from '#contract/ids.ts'
import { isTooOld, nextTry } from '#domain/webhook-retry.ts'
import { isAccepted, type Posted, type PostPorts, postEvent } from './post-event.ts'

export type TryPorts = PostPorts & Pick<Ports, 'deliveries' | 'random'>

/**
 * `postponed`: what comes before it is tried later, and it after that. `gone`: the index lags, and knew of one that is not due any more.
 * `unwanted`: the receiver says that it is there no more. `restMs`: and how long it wants to be left alone.
 */
export type Step = { kind: 'accepted' | 'failed' | 'unwanted' | 'postponed' | 'gone'; restMs: number }

/** RFC 9110, 15.5.11: likely to be permanent, and meant to be told. */
const GONE = 410

const instant = (ms: number): string => new Date(ms).toISOString()

const afterTry = ({ clock, random }: TryPorts, seen: DeliveryRecord, { tried: lastTry, restMs }: Posted) => {
  const [nowMs, tries] = [clock.machine(), seen.tries + 1]
  const tried = { tries, lastTry }
  if (isAccepted(lastTry)) return { ...tried, state: 'delivered' as const, deliveredAt: instant(nowMs), dueAt: undefined }
  const againMs = nextTry({ tries, sinceMs: Date.parse(seen.since), nowMs }, random())
  if (againMs !== undefined) return { ...tried, dueAt: instant(Math.max(againMs, nowMs + restMs)) }
  return { ...tried, state: 'dead' as const, deadAt: instant(nowMs), dueAt: undefined }
}

const postpone = async (
  { deliveries }: TryPorts,
  webhook: WebhookRecord,
  { id, first: { id: firstId, dueAt } }: { id: EventId; first: DeliveryRecord },
): Promise<Step> => {
  const behind = id === firstId ? undefined : await deliveries.get(webhook.id, id)
  const moved = behind?.state === 'waiting' && dueAt !== undefined && (await deliveries.change(behind, { dueAt }))
  return { kind: moved ? 'postponed' : 'gone', restMs: 0 }
}

export const tryNext = async (ports: TryPorts, webhook: WebhookRecord, id: EventId): Promise<Step> => {
  const first = await ports.deliveries.firstWaiting(webhook.id, id)
  if (!first?.dueAt) return { kind: 'gone', restMs: 0 }
  if (Date.parse(first.dueAt) > ports.clock.machine()) return await postpone(ports, webhook, { id, first })
  const posted = await postEvent(ports, webhook, first)
  await ports.deliveries.change(first, afterTry(ports, first, posted))
  const { tried, restMs } = posted
  return { kind: isAccepted(tried) ? 'accepted' : tried.status === GONE ? 'unwanted' : 'failed', restMs }
}

/** Of a receiver that does not answer: what has waited for a day dies, though nobody could try each thing as often as planned. */
export const giveUpOld = async ({ deliveries, clock }: TryPorts, { id }: WebhookRecord, limit: number): Promise<void> => {
  const nowMs = clock.machine()
  for (const eventId of await deliveries.due(id, { nowMs, limit })) {
    const delivery = await deliveries.get(id, eventId)
    if (delivery?.state !== 'waiting' || !isTooOld({ sinceMs: Date.parse(delivery.since), nowMs })) continue
    await deliveries.change(delivery, { state: 'dead', deadAt: instant(nowMs), dueAt: undefined })
  }
}
