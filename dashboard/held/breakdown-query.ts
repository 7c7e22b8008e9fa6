// What a campaign's calls came to, as the API last counted them.
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { BreakdownNews, CampaignBreakdown } from '#contract/breakdown.ts'
import type { Api } from '#contract/client.ts'
import type { CampaignId } from '#contract/ids.ts'

/** `stand`: the counters that the page held when it asked. */
export type HeldBreakdown = CampaignBreakdown & { stand: string }

const breakdownKey = (id: CampaignId) => ['breakdown', id] as const

export const breakdownQuery = (api: Api, { id, stand }: { id: CampaignId; stand: string }) =>
  queryOptions({
    queryKey: breakdownKey(id),
    queryFn: async ({ signal }): Promise<HeldBreakdown> => ({ ...(await api('campaignBreakdown', { params: { id }, signal })), stand }),
  })

export const refreshBreakdown = (client: QueryClient, id: CampaignId): void => void client.invalidateQueries({ queryKey: breakdownKey(id) })

/** A `campaign_breakdown`. */
export const applyBreakdown = (client: QueryClient, { campaignId, counting }: BreakdownNews): void => {
  if (counting) client.setQueryData<HeldBreakdown>(breakdownKey(campaignId), (held) => held && { ...held, counting })
  else refreshBreakdown(client, campaignId)
}
