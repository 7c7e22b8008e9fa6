// What a campaign's calls came to, as the API last counted them.
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Api } from '#contract/client.ts'
import type { CampaignId } from '#contract/ids.ts'

const BREAKDOWN = 'breakdown'
export const breakdownKey = (id: CampaignId) => [BREAKDOWN, id] as const

export const breakdownQuery = (api: Api, id: CampaignId) =>
  queryOptions({
    queryKey: breakdownKey(id),
    queryFn: ({ signal }) => api('campaignBreakdown', { params: { id }, signal }),
  })

export const refreshBreakdowns = (client: QueryClient, ids: readonly string[]): void =>
  void client.invalidateQueries({
    predicate: ({ queryKey: [what, id] }) => what === BREAKDOWN && typeof id === 'string' && ids.includes(id),
  })
