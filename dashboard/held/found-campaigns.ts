// Campaigns by a filter or in another order than the newest first, as the API finds them.
import { queryOptions } from '@tanstack/react-query'
import type { Api, Input, Output } from '#contract/client.ts'
import { type HeldCampaign, withSnapshot } from './campaign.ts'
import type { CampaignList } from './campaign-list.ts'

export const FOUND_CAMPAIGNS = ['campaigns-found'] as const

/** More than one looks through; and as many requests as a person waits for. */
const ENOUGH = 50
const MOST_PAGES = 20

export type CampaignsAsked = NonNullable<Input<'listCampaigns'>['query']>

export const foundCampaignsQuery = (api: Api, asked: CampaignsAsked) =>
  queryOptions({
    queryKey: [...FOUND_CAMPAIGNS, asked] as const,
    queryFn: async ({ signal }): Promise<CampaignList> => {
      const now = Date.now()
      const items: HeldCampaign[] = []
      let cursor: string | null = null
      // A filter may leave a page short, or empty.
      for (let pages = 0; pages < MOST_PAGES && items.length < ENOUGH; pages++) {
        const page: Output<'listCampaigns'> = await api('listCampaigns', {
          query: { ...asked, ...(cursor === null ? {} : { cursor }) },
          signal,
        })
        items.push(...page.items.map((one) => withSnapshot(undefined, one, { askedAt: now, at: now })))
        cursor = page.nextCursor
        if (cursor === null) break
      }
      return { items, nextCursor: cursor }
    },
  })
