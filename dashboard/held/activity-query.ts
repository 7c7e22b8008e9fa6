// Who or what did what with a campaign: read once, then told entry by entry.
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Activity } from '#contract/activity.ts'
import type { Api } from '#contract/client.ts'
import type { CampaignId } from '#contract/ids.ts'

/** As many as a reader goes back through, and a chart can be annotated with. */
const HELD = 100

export const activityKey = (id: CampaignId) => ['activity', id] as const

/** Newest first, each entry once: its id sorts by time. */
const withEntries = (held: readonly Activity[], news: readonly Activity[]): readonly Activity[] => {
  const entries = new Map([...held, ...news].map((entry) => [entry.id, entry]))
  return [...entries.values()].sort((one, other) => (one.id < other.id ? 1 : -1)).slice(0, HELD)
}

export const activityQuery = (api: Api, id: CampaignId) =>
  queryOptions({
    queryKey: activityKey(id),
    queryFn: async ({ client, signal }): Promise<readonly Activity[]> => {
      const { items } = await api('campaignActivity', { params: { id }, query: { limit: HELD }, signal })
      return withEntries(client.getQueryData<readonly Activity[]>(activityKey(id)) ?? [], items)
    },
  })

/** A `campaign_activity`. */
export const applyActivity = (client: QueryClient, id: CampaignId, items: readonly Activity[]): void => {
  client.setQueryData<readonly Activity[]>(activityKey(id), (held) => held && withEntries(held, items))
}
