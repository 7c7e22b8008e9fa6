// A campaign's exports, and where the file of one is.
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Api, Output } from '#contract/client.ts'
import type { Export } from '#contract/export.ts'
import type { CampaignId, ExportId } from '#contract/ids.ts'

/** As many as somebody looks for again. */
const HELD = 5
/** Its address is good for an hour. */
const ADDRESS_MS = 45 * 60_000

const exportsKey = (id: CampaignId) => ['exports', id] as const

export const exportsQuery = (api: Api, id: CampaignId) =>
  queryOptions({
    queryKey: exportsKey(id),
    queryFn: ({ signal }) => api('listExports', { params: { id }, query: { limit: HELD }, signal }),
  })

export const exportFileQuery = (api: Api, { id, exportId }: { id: CampaignId; exportId: ExportId }) =>
  queryOptions({
    queryKey: ['export-file', id, exportId] as const,
    queryFn: ({ signal }) => api('getExport', { params: { id, exportId }, signal }),
    staleTime: ADDRESS_MS,
    refetchInterval: ADDRESS_MS,
  })

export const refreshExports = (client: QueryClient, id: CampaignId): void => void client.invalidateQueries({ queryKey: exportsKey(id) })

/** A `campaign_export`. What is over does not go on: such news is old. */
export const applyExport = (client: QueryClient, news: Export): void => {
  const key = exportsKey(news.campaignId)
  client.setQueryData<Output<'listExports'>>(key, (held) => {
    if (!held) return held
    const isListed = held.items.some(({ id }) => id === news.id)
    const items = isListed ? held.items.map((one) => (one.id === news.id && one.state === 'running' ? news : one)) : [news, ...held.items]
    return { ...held, items }
  })
}
