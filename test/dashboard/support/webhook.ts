// A webhook as the API gives it.
import { WebhookId } from '#contract/ids.ts'
import type { Webhook } from '#contract/webhook.ts'

const AT = '2026-11-03T14:00:00.000Z'

export const aWebhook = (over: Partial<Webhook> = {}): Webhook => ({
  ...{ id: WebhookId.parse('whk_01JD0000000000000000000001'), name: 'CRM', url: 'https://crm.example.com/hook', events: ['call.ended'] },
  ...{ isActive: true, version: 1, createdAt: AT, changedAt: AT, createdBy: 'machine' },
  ...over,
})
