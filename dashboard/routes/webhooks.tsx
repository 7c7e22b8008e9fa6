// Other systems that are told what happens here, and what became of each thing that was sent to them.
import { getRouteApi } from '@tanstack/react-router'
import { AddWebhook } from '../features/webhooks/add-webhook.tsx'
import { Deliveries } from '../features/webhooks/deliveries.tsx'
import { WebhookList } from '../features/webhooks/webhook-list.tsx'
import { Allowed } from '../ui/allowed.tsx'

const route = getRouteApi('/settings/webhooks')

export const WebhooksPage = () => {
  const { webhook, state } = route.useSearch()
  return (
    <div className="flex flex-col gap-4">
      <title>Webhooks · Ringmaster</title>
      <header>
        <h1 className="text-20 font-title">Webhooks</h1>
        <p className="text-soft">
          Other systems that are told what happens here: each event once, in order, and again until it is accepted.
        </p>
      </header>
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <WebhookList chosen={webhook} />
          {webhook === undefined ? null : <Deliveries webhookId={webhook} state={state} />}
        </div>
        <Allowed to="createWebhook">
          <AddWebhook />
        </Allowed>
      </div>
    </div>
  )
}
