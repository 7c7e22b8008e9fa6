// News becomes deliveries: one item in the table for each webhook that wants it, before anybody tries to send it.
import { inParallel } from '#app/in-parallel.ts'
import type { Files } from '#app/ports/files.ts'
import type { Ports } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import { viewCall, viewImport } from '#app/views.ts'
import type { EventId, WebhookId } from '#contract/ids.ts'
import type { CallNews, CampaignNews, ImportNews } from '#contract/webhook-events.ts'
import type { News } from './news.ts'
import { wakeWebhook } from './wake-webhook.ts'

type Needs = Pick<Ports, 'clock' | 'contacts' | 'deliveries' | 'ids' | 'webhooks'> & { files: Pick<Files, 'write'> }

const WIDTH = 25

/** What it is about: what is told of the same is told in its order. */
const subjectOf = (news: News): string => {
  if (news.type === 'campaign.state-changed') return news.campaign.id
  return news.type === 'import.finished' ? news.list.id : news.attempt.id
}

const callData = async ({ contacts }: Needs, attempt: AttemptRecord): Promise<CallNews> => {
  const { campaignId, contactId, phone, name, ...call } = viewCall(attempt)
  const contact = await contacts.get(campaignId, contactId)
  const { variables = {} } = contact ?? {}
  return { campaignId, call, contact: { id: contactId, phone: attempt.phone, ...(name === undefined ? {} : { name }), variables } }
}

const dataOf = async (ports: Needs, news: News): Promise<CallNews | CampaignNews | ImportNews> => {
  if (news.type === 'campaign.state-changed') {
    const { id, name, state, reason, totalContacts } = news.campaign
    return { campaignId: id, name, before: news.before, state, ...(reason === undefined ? {} : { reason }), totalContacts }
  }
  if (news.type === 'import.finished') {
    const { campaignId, rejects, reasons, notes, ...list } = viewImport(news.list)
    return { campaignId, import: list }
  }
  return callData(ports, news.attempt)
}

const happenedAt = ({ clock }: Needs, news: News): string =>
  (news.type === 'call.ended' ? news.attempt.endedAt : undefined) ?? new Date(clock.now()).toISOString()

const bodyOf = async (ports: Needs, id: EventId, news: News): Promise<string> =>
  JSON.stringify({ id, type: news.type, version: 1, timestamp: happenedAt(ports, news), data: await dataOf(ports, news) })

export const queueEvents =
  (ports: Needs) =>
  async (told: readonly News[]): Promise<void> => {
    if (told.length === 0) return
    const active = (await ports.webhooks.all()).filter(({ isActive }) => isActive)
    const at = new Date(ports.clock.machine()).toISOString()
    const queued = new Set<WebhookId>()
    await inParallel(told, WIDTH, async (news) => {
      const wanting = active.filter(({ events }) => events.includes(news.type))
      if (wanting.length === 0) return
      const id = ports.ids.event({ subject: subjectOf(news), sequence: news.sequence })
      const body = await bodyOf(ports, id, news)
      const delivery = { id, type: news.type, body, state: 'waiting', tries: 0, createdAt: at, since: at, dueAt: at } as const
      await inParallel(wanting, WIDTH, ({ id: webhookId }) => ports.deliveries.add({ ...delivery, webhookId }))
      for (const { id: webhookId } of wanting) queued.add(webhookId)
    })
    // One that fails is tried once a minute, whatever comes for it meanwhile.
    const awake = active.filter(({ id, failingSince }) => queued.has(id) && failingSince === undefined)
    await inParallel(awake, WIDTH, ({ id }) => wakeWebhook(ports, id))
  }
