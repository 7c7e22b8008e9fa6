// Other systems that are told what happens, and what was sent to them.
import { deliveryReport } from '#app/webhooks/delivery-report.ts'
import { testWebhook } from '#app/webhooks/test-webhook.ts'
import { webhooks as webhooksOf } from '#app/webhooks/webhooks.ts'
import { webhookRoutes } from '#contract/webhook-routes.ts'
import type { Group } from '#runtime/route-group.ts'
import { sendingFrom } from '#runtime/sending.ts'
import type { Surroundings } from './surroundings.ts'

export const webhooks = ({ ports, environment }: Surroundings): Group<typeof webhookRoutes> => {
  const sending = sendingFrom(environment)
  const hooks = webhooksOf(ports, sending)
  const sent = deliveryReport(ports)
  return {
    routes: webhookRoutes,
    operations: {
      listWebhooks: async ({ query }) => ({ body: await hooks.list(query) }),
      createWebhook: async ({ body, caller }) => ({ body: await hooks.create(body, caller) }),
      getWebhook: async ({ params }) => ({ body: await hooks.get(params.webhookId) }),
      editWebhook: async ({ params, body, ifVersion }) => ({ body: await hooks.edit(params.webhookId, { edit: body, ifVersion }) }),
      deleteWebhook: async ({ params }) => ({ body: await hooks.remove(params.webhookId) }),
      rotateWebhookSecret: async ({ params, body }) => ({ body: await hooks.rotate(params.webhookId, body) }),
      testWebhook: async ({ params }) => ({ body: await testWebhook(ports, sending)(params.webhookId) }),
      listDeliveries: async ({ params, query }) => ({ body: await sent.list(params.webhookId, query) }),
      getDelivery: async ({ params }) => ({ body: await sent.get(params.webhookId, params.eventId) }),
      replayDelivery: async ({ params }) => ({ body: await sent.replay(params.webhookId, params.eventId) }),
      replayDead: async ({ params }) => ({ body: await sent.replayAll(params.webhookId) }),
    },
  }
}
