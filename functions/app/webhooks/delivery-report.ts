// What was sent to a webhook and what became of it; and the dead, tried again.
import { AppError } from '#app/errors.ts'
import { inParallel } from '#app/in-parallel.ts'
import type { Files } from '#app/ports/files.ts'
import type { Page, PageRequest } from '#app/ports/pages.ts'
import type { DeliveryRecord } from '#app/ports/webhooks.ts'
import type { Ports } from '#app/ports.ts'
import type { EventId, WebhookId } from '#contract/ids.ts'
import type { Delivery, DeliveryDetails } from '#contract/webhook.ts'
import { wakeWebhook } from './wake-webhook.ts'
import { webhookOrThrow } from './webhooks.ts'

type Needs = Pick<Ports, 'clock' | 'deliveries' | 'webhooks'> & { files: Pick<Files, 'write'> }

const PAGE = 100
/** What one request has time for. */
const MOST_REPLAYED = 500
const WIDTH = 25

const viewDetails = ({ since, dueAt, ...delivery }: DeliveryRecord): DeliveryDetails => ({
  ...delivery,
  ...(dueAt === undefined ? {} : { nextTryAt: dueAt }),
})

const viewDelivery = (record: DeliveryRecord): Delivery => {
  const { body, ...delivery } = viewDetails(record)
  return delivery
}

export const deliveryReport = (ports: Needs) => {
  const deliveryOrThrow = async (webhookId: WebhookId, id: EventId): Promise<DeliveryRecord> => {
    await webhookOrThrow(ports, webhookId)
    const record = await ports.deliveries.get(webhookId, id)
    if (!record) throw new AppError('not_found', `Webhook ${webhookId} has no delivery ${id}, or it was long ago.`)
    return record
  }
  /** Undefined: it is not dead, or somebody else was faster. */
  const revive = (dead: DeliveryRecord): Promise<DeliveryRecord | undefined> => {
    const at = new Date(ports.clock.machine()).toISOString()
    return ports.deliveries.change(dead, { state: 'waiting', tries: 0, since: at, dueAt: at, deadAt: undefined })
  }

  return {
    async list(webhookId: WebhookId, page: PageRequest & { state?: 'waiting' | 'dead' | undefined }): Promise<Page<Delivery>> {
      await webhookOrThrow(ports, webhookId)
      const { items, nextCursor } = await ports.deliveries.list(webhookId, page)
      return { items: items.map(viewDelivery), nextCursor }
    },

    get: async (webhookId: WebhookId, id: EventId): Promise<DeliveryDetails> => viewDetails(await deliveryOrThrow(webhookId, id)),

    async replay(webhookId: WebhookId, id: EventId): Promise<Delivery> {
      const seen = await deliveryOrThrow(webhookId, id)
      const revived = seen.state === 'dead' ? await revive(seen) : undefined
      if (!revived) {
        throw new AppError('conflict', `The delivery ${id} is ${seen.state}: only one that nobody tries any more can be tried again.`)
      }
      await wakeWebhook(ports, webhookId)
      return viewDelivery(revived)
    },

    /** The longest dead first. */
    async replayAll(webhookId: WebhookId): Promise<{ replayed: number; isMore: boolean }> {
      await webhookOrThrow(ports, webhookId)
      let [replayed, seen] = [0, 0]
      let cursor: string | undefined
      do {
        const page = await ports.deliveries.list(webhookId, { state: 'dead', limit: PAGE, cursor })
        const revived = await inParallel(page.items, WIDTH, revive)
        replayed += revived.filter((one) => one !== undefined).length
        seen += PAGE
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined && seen < MOST_REPLAYED)
      if (replayed > 0) await wakeWebhook(ports, webhookId)
      return { replayed, isMore: cursor !== undefined }
    },
  }
}
