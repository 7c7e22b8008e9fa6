// Webhooks and what was sent to them, read over HTTP.
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Api } from '#contract/client.ts'
import type { WebhookId } from '#contract/ids.ts'

const WEBHOOKS = ['webhooks'] as const
const DELIVERIES = ['deliveries'] as const

export const webhooksQuery = (api: Api) => queryOptions({ queryKey: WEBHOOKS, queryFn: ({ signal }) => api('listWebhooks', { signal }) })

export type DeliveriesShown = { webhookId: WebhookId; state?: 'waiting' | 'dead' | undefined }

export const deliveriesQuery = (api: Api, { webhookId, state }: DeliveriesShown) =>
  infiniteQueryOptions({
    queryKey: [...DELIVERIES, webhookId, state],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: 50, ...(state ? { state } : {}), ...(pageParam === null ? {} : { cursor: pageParam }) }
      return api('listDeliveries', { params: { webhookId }, query, signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

/** After something was sent or changed: whether a webhook fails is known by what was sent. */
export const refreshWebhooks = (client: QueryClient): void => {
  void client.invalidateQueries({ queryKey: WEBHOOKS })
  void client.invalidateQueries({ queryKey: DELIVERIES })
}
