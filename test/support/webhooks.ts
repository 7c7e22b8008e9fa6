// Webhooks, what is to be sent to them, and receivers that a test plays.
import type { DeliveryRecord, Sending, WebhookAnswer, WebhookRecord, WebhookRequest } from '#app/ports/webhooks.ts'
import type { SendPorts } from '#app/webhooks/send-due.ts'
import { secretText } from '#app/webhooks/sign.ts'
import { EventId, WebhookId } from '#contract/ids.ts'
import { ids } from '#runtime/ids.ts'
import { log } from '#runtime/log.ts'
import type { Store } from './store.ts'

const AT = '2026-11-02T15:00:00.000Z'

export const aWebhook = (changes: Partial<WebhookRecord> = {}): WebhookRecord => ({
  id: WebhookId.parse('whk_01JD0000000000000000000000'),
  name: 'CRM',
  url: 'https://crm.example.com/ringmaster',
  events: ['call.ended', 'call.updated'],
  isActive: true,
  version: 1,
  createdAt: AT,
  changedAt: AT,
  createdBy: 'machine',
  secretNumber: 1,
  heldUntilMs: 0,
  ...changes,
})

export const aDelivery = (changes: Partial<DeliveryRecord> = {}): DeliveryRecord => ({
  id: EventId.parse('evt_01JD0000000000000000000000_00000000000000000000000001'),
  webhookId: aWebhook().id,
  type: 'call.ended',
  body: '{"type":"call.ended"}',
  state: 'waiting',
  tries: 0,
  createdAt: AT,
  since: AT,
  dueAt: AT,
  ...changes,
})

/** The `sequence`-th event about a call of that name. */
export const eventOf = (call: string, sequence: number): EventId => ids.event({ subject: call, sequence: String(sequence) })

type Answers = (request: WebhookRequest) => WebhookAnswer

/** What was sent, and answers as the test says. */
export const playedReceiver = (answers: Answers = () => ({ status: 204, answer: '' })) => {
  const received: WebhookRequest[] = []
  let answer = answers
  const sending: Sending = {
    refusalOf: (url) => (url.startsWith('https:') ? undefined : 'it must begin with https://'),
    async post(request) {
      received.push(request)
      return answer(request)
    },
    secretOf: async (id, number) => secretText(Buffer.from(`${id}#${number}`)),
  }
  return {
    sending,
    received,
    last(): WebhookRequest {
      const request = received.at(-1)
      if (!request) throw new Error('Nothing was sent')
      return request
    },
    /** Ids of events, in the order in which they came. */
    ids: () => received.map(({ headers }) => headers['webhook-id']),
    answers(next: Answers) {
      answer = next
    },
  }
}

/** A webhook and its deliveries in the store, and what sends them. */
export const webhookAtWork = async (store: Store, sending: Sending, changes: Partial<WebhookRecord> = {}) => {
  const webhook = aWebhook({ id: ids.webhook(store.clock.machine()), ...changes })
  await store.webhooks.create(webhook)
  const { activity, clock, deliveries, webhooks } = store
  const ports: SendPorts = { activity, clock, deliveries, webhooks, log, random: () => 0, ...sending }
  return {
    webhook,
    ports,
    async waits(id: EventId, over: Partial<DeliveryRecord> = {}): Promise<void> {
      const at = new Date(clock.machine()).toISOString()
      await deliveries.add(aDelivery({ id, webhookId: webhook.id, createdAt: at, since: at, dueAt: at, body: `{"id":"${id}"}`, ...over }))
    },
    read: (id: EventId) => deliveries.get(webhook.id, id),
  }
}
