// Sends what is due at a webhook, by one sender at a time: side by side while it is accepted, one thing a minute while it is not.

import { type NotingPorts, noteActivity } from '#app/campaigns/note-activity.ts'
import { inParallel } from '#app/in-parallel.ts'
import type { WebhookRecord } from '#app/ports/webhooks.ts'
import type { Ports } from '#app/ports.ts'
import type { EventId, WebhookId } from '#contract/ids.ts'
import { giveUpOld, type Step, type TryPorts, tryNext } from './try-delivery.ts'

export type SendPorts = TryPorts & NotingPorts & Pick<Ports, 'webhooks'>

/** Requests at a time to one receiver. */
const WIDTH = 8
/** No round begins later; one takes as long as a request may, and the function has a minute. */
const ROUNDS_MS = 40_000
/** Longer than the function that sends may run. */
const HOLD_MS = 70_000
/** In one minute, of a receiver that does not answer. */
const GIVEN_UP_AT_A_TIME = 100

/** Ids of the same call, campaign or import begin alike, and sort in their order. */
const firstOfEach = (ids: readonly EventId[]): EventId[] => {
  const firsts = new Map<string, EventId>()
  for (const id of ids.toSorted()) {
    const about = id.slice(0, id.lastIndexOf('_'))
    if (!firsts.has(about)) firsts.set(about, id)
  }
  return [...firsts.values()]
}

/** `restUntilMs`: the receiver asks to be left alone until then. */
type Ended = { failingSince: string | undefined; isEmpty: boolean; isUnwanted?: boolean; restUntilMs?: number }

const sendRounds = async (ports: SendPorts, webhook: WebhookRecord, untilMs: number): Promise<Ended> => {
  let { failingSince } = webhook
  while (ports.clock.machine() < untilMs) {
    const limit = failingSince === undefined ? WIDTH : 1
    const due = await ports.deliveries.due(webhook.id, { nowMs: ports.clock.machine(), limit })
    if (due.length === 0) return { failingSince, isEmpty: true }
    const steps = await inParallel(firstOfEach(due), WIDTH, (id) => tryNext(ports, webhook, id))
    const has = (kind: Step['kind']): boolean => steps.some((step) => step.kind === kind)
    const isRefused = !has('accepted') && (has('failed') || has('unwanted'))
    if (has('accepted')) failingSince = undefined
    if (isRefused) {
      failingSince ??= new Date(ports.clock.machine()).toISOString()
      await giveUpOld(ports, webhook, GIVEN_UP_AT_A_TIME)
    }
    const restMs = Math.max(...steps.map((step) => step.restMs))
    const rest = restMs > 0 ? { restUntilMs: ports.clock.machine() + restMs } : {}
    const goesOn = has('accepted') || has('postponed')
    if (isRefused || restMs > 0 || has('unwanted') || !goesOn) return { failingSince, isEmpty: false, isUnwanted: has('unwanted'), ...rest }
  }
  return { failingSince, isEmpty: false }
}

/** Unless somebody has changed it meanwhile, perhaps its address. */
const switchOff = async (ports: SendPorts, webhook: WebhookRecord): Promise<void> => {
  const changedAt = new Date(ports.clock.machine()).toISOString()
  if (!(await ports.webhooks.change(webhook, { isActive: false, changedAt }))) return
  ports.log.warn('webhook.gone', { webhookId: webhook.id })
  const because = `“${webhook.name}” answered 410: there is nobody any more who wants it. What waits for it is kept; switch it on again under Webhooks.`
  await noteActivity(ports, { by: 'ringmaster', action: 'webhook-gone', because, evidence: { webhookId: webhook.id } })
}

const sendHeld = async (ports: SendPorts, held: WebhookRecord, untilMs: number): Promise<Ended> => {
  let ended: Ended = { failingSince: held.failingSince, isEmpty: false }
  try {
    ended = await sendRounds(ports, held, untilMs)
  } finally {
    await ports.webhooks.release(held, ended)
  }
  if (ended.isUnwanted) await switchOff(ports, held)
  if (ended.failingSince !== undefined && held.failingSince === undefined) ports.log.warn('webhook.failing', { webhookId: held.id })
  return ended
}

const isAnyDue = async ({ deliveries, clock }: SendPorts, id: WebhookId): Promise<boolean> =>
  (await deliveries.due(id, { nowMs: clock.machine(), limit: 1 })).length > 0

/** Whoever finds it held leaves what has just come to the holder, who therefore looks once more after letting go. */
export const sendDue =
  (ports: SendPorts) =>
  async (id: WebhookId): Promise<void> => {
    const untilMs = ports.clock.machine() + ROUNDS_MS
    let isEmpty = true
    while (isEmpty && (await isAnyDue(ports, id))) {
      const held = await ports.webhooks.hold(id, HOLD_MS)
      if (!held) return
      isEmpty = (await sendHeld(ports, held, untilMs)).isEmpty
    }
  }

/** Every minute: retries, and whatever nobody was woken for. Each receiver for itself: none waits for another. */
export const sendAllDue = (ports: SendPorts) => async (): Promise<void> => {
  const active = (await ports.webhooks.all()).filter(({ isActive }) => isActive)
  await inParallel(active, Math.max(1, active.length), ({ id }) => sendDue(ports)(id))
}
