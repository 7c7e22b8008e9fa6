// Webhooks made, changed, rotated and deleted by an admin.
import { AppError } from '#app/errors.ts'
import type { Files } from '#app/ports/files.ts'
import type { Page, PageRequest } from '#app/ports/pages.ts'
import type { Sending, WebhookRecord } from '#app/ports/webhooks.ts'
import type { Ports } from '#app/ports.ts'
import type { Caller } from '#contract/caller.ts'
import type { WebhookId } from '#contract/ids.ts'
import type { NewWebhook, SecretRotation, Webhook, WebhookEdit, WebhookOnce } from '#contract/webhook.ts'
import { wakeWebhook } from './wake-webhook.ts'

type Needs = Pick<Ports, 'clock' | 'ids' | 'webhooks'> & { files: Pick<Files, 'write'> }

const HOUR_MS = 3_600_000
/** All of them are read whenever something has happened. */
const MOST = 50

const instant = (ms: number): string => new Date(ms).toISOString()

const viewWebhook = ({ before, secretNumber, heldUntilMs, restUntilMs, ...webhook }: WebhookRecord, nowMs: number): Webhook => ({
  ...webhook,
  ...(before && Date.parse(before.until) > nowMs ? { oldSecretUntil: before.until } : {}),
})

export const webhookOrThrow = async ({ webhooks }: Pick<Ports, 'webhooks'>, id: WebhookId): Promise<WebhookRecord> => {
  const record = await webhooks.get(id)
  if (!record) throw new AppError('not_found', `There is no webhook ${id}. GET /api/db/webhooks lists them.`)
  return record
}

/** Webhooks live by the machine's time: a campaign that runs fast does not age them. */
export const webhooks = (ports: Needs, { refusalOf, secretOf }: Pick<Sending, 'refusalOf' | 'secretOf'>) => {
  const now = (): number => ports.clock.machine()
  const changeOrThrow = async (seen: WebhookRecord, patch: Partial<WebhookRecord>): Promise<WebhookRecord> => {
    const changed = await ports.webhooks.change(seen, { ...patch, changedAt: instant(now()) })
    if (!changed) throw new AppError('conflict', 'Somebody else has changed the webhook in this very moment. Look at it, and try again.')
    return changed
  }
  const needAddress = (url: string | undefined): void => {
    const detail = url === undefined ? undefined : refusalOf(url)
    if (detail === undefined) return
    const hint = 'Send an https address that everybody on the internet can reach.'
    throw new AppError('unprocessable', `Nothing can be sent to this address: ${detail}.`, [{ pointer: '/body/url', detail, hint }])
  }

  return {
    async list(page: PageRequest): Promise<Page<Webhook>> {
      const { items, nextCursor } = await ports.webhooks.list(page)
      return { items: items.map((record) => viewWebhook(record, now())), nextCursor }
    },

    get: async (id: WebhookId): Promise<Webhook> => viewWebhook(await webhookOrThrow(ports, id), now()),

    async create({ events, ...asked }: NewWebhook, by: Caller): Promise<WebhookOnce> {
      needAddress(asked.url)
      if ((await ports.webhooks.all()).length >= MOST) {
        throw new AppError('conflict', `There are ${MOST} webhooks, which is as many as there may be. Delete one that nobody needs.`)
      }
      const at = instant(now())
      const record: WebhookRecord = {
        ...{ ...asked, id: ports.ids.webhook(now()), events: [...new Set(events)], version: 1 },
        ...{ createdAt: at, changedAt: at, createdBy: by.principal, secretNumber: 1, heldUntilMs: 0 },
      }
      await ports.webhooks.create(record)
      return { ...viewWebhook(record, now()), secret: await secretOf(record.id, record.secretNumber) }
    },

    /** `ifVersion`: the version that the editor has seen; absent: whatever it is. */
    async edit(id: WebhookId, { edit, ifVersion }: { edit: WebhookEdit; ifVersion?: number | undefined }): Promise<Webhook> {
      const seen = await webhookOrThrow(ports, id)
      if (ifVersion !== undefined && ifVersion !== seen.version) {
        throw new AppError(
          'precondition_failed',
          `You have seen version ${ifVersion}, and the webhook is at version ${seen.version} by now. Read it again, then edit that.`,
        )
      }
      needAddress(edit.url)
      const { name = seen.name, url = seen.url, events = seen.events, isActive = seen.isActive } = edit
      const changed = await changeOrThrow(seen, {
        ...{ name, url, events: [...new Set(events)], isActive },
        // Another address has not failed yet, and has not asked to be left alone.
        ...(url === seen.url ? {} : { failingSince: undefined, restUntilMs: undefined }),
      })
      if (changed.isActive) await wakeWebhook(ports, id)
      return viewWebhook(changed, now())
    },

    /** Of a webhook that was rotated shortly before, the secret before that signs no more. */
    async rotate(id: WebhookId, { overlapHours }: SecretRotation): Promise<WebhookOnce> {
      const seen = await webhookOrThrow(ports, id)
      const secretNumber = seen.secretNumber + 1
      const before = { secretNumber: seen.secretNumber, until: instant(now() + overlapHours * HOUR_MS) }
      const changed = await changeOrThrow(seen, { secretNumber, before })
      return { ...viewWebhook(changed, now()), secret: await secretOf(id, secretNumber) }
    },

    async remove(id: WebhookId): Promise<Webhook> {
      const removed = await ports.webhooks.remove(id)
      if (!removed) throw new AppError('not_found', `There is no webhook ${id}.`)
      return viewWebhook(removed, now())
    },
  }
}
