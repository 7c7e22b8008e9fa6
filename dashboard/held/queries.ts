// What is read over HTTP, merged into what the page holds already. After that the socket keeps it current.
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Call } from '#contract/call.ts'
import type { Api, Output } from '#contract/client.ts'
import type { CampaignId, ImportId } from '#contract/ids.ts'
import type { Topic } from '../live.ts'
import { refreshAccount } from './account-query.ts'
import { activityKey } from './activity-query.ts'
import { refreshBreakdown } from './breakdown-query.ts'
import { refreshCalls } from './call-queries.ts'
import { type HeldCall, withCallSnapshot } from './calls.ts'
import { type HeldCampaign, withSnapshot } from './campaign.ts'
import { type CampaignList, find, withSnapshots } from './campaign-list.ts'
import { refreshContacts } from './contact-queries.ts'
import { refreshExports } from './export-queries.ts'
import { FOUND_CAMPAIGNS } from './found-campaigns.ts'

export const CAMPAIGNS = ['campaigns'] as const
export const campaignKey = (id: CampaignId) => ['campaign', id] as const
export const sheetsKey = (id: CampaignId) => ['sheets', id] as const
export const callsKey = (id: CampaignId) => ['calls', id] as const

export const campaignsQuery = (api: Api) =>
  queryOptions({
    queryKey: CAMPAIGNS,
    // As many pages as are held, so that coming back after a loss shortens nothing.
    queryFn: async ({ client, signal }): Promise<CampaignList> => {
      const held = client.getQueryData<CampaignList>(CAMPAIGNS)
      const askedAt = Date.now()
      const first = await api('listCampaigns', { query: {}, signal })
      const read = [...first.items]
      let cursor = first.nextCursor
      while (cursor !== null && read.length < (held?.items.length ?? 0)) {
        const next = await api('listCampaigns', { query: { cursor }, signal })
        read.push(...next.items)
        cursor = next.nextCursor
      }
      const list = withSnapshots(client.getQueryData<CampaignList>(CAMPAIGNS), read, { askedAt, at: Date.now() })
      return { ...list, nextCursor: cursor }
    },
  })

/** Reads the next page into the list. */
export const readMore = async (api: Api, client: QueryClient): Promise<void> => {
  const cursor = client.getQueryData<CampaignList>(CAMPAIGNS)?.nextCursor
  if (!cursor) return
  const askedAt = Date.now()
  const { items, nextCursor } = await api('listCampaigns', { query: { cursor } })
  client.setQueryData<CampaignList>(CAMPAIGNS, (list) => ({ ...withSnapshots(list, items, { askedAt, at: Date.now() }), nextCursor }))
}

export const campaignQuery = (api: Api, id: CampaignId) =>
  queryOptions({
    queryKey: campaignKey(id),
    queryFn: async ({ client, signal }): Promise<HeldCampaign> => {
      const askedAt = Date.now()
      const snapshot = await api('getCampaign', { params: { id }, signal })
      const held = client.getQueryData<HeldCampaign>(campaignKey(id)) ?? find(client.getQueryData<CampaignList>(CAMPAIGNS), id)
      return withSnapshot(held, snapshot, { askedAt, at: Date.now() })
    },
  })

/** A campaign may have ten thousand lines; nobody looks through so many calls, and each hundred is a request. */
const MOST_LIVE = 1_000

const readLive = async (api: Api, id: CampaignId, signal: AbortSignal): Promise<{ live: Call[]; isWhole: boolean }> => {
  const live: Call[] = []
  let cursor: string | null = null
  do {
    const page: Output<'listCalls'> = await api('listCalls', {
      params: { id },
      query: { live: 'true', ...(cursor === null ? {} : { cursor }) },
      signal,
    })
    live.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null && live.length < MOST_LIVE)
  return { live, isWhole: cursor === null }
}

export const callsQuery = (api: Api, id: CampaignId) =>
  queryOptions({
    queryKey: callsKey(id),
    queryFn: async ({ client, signal }): Promise<readonly HeldCall[]> => {
      const askedAt = Date.now()
      const [live, recent, health] = await Promise.all([
        readLive(api, id, signal),
        api('listCalls', { params: { id }, query: { limit: 100 }, signal }),
        // For how long calls have been on: campaign time may run faster than the viewer's.
        api('health', { signal }),
      ])
      return withCallSnapshot(client.getQueryData<readonly HeldCall[]>(callsKey(id)) ?? [], {
        ...live,
        recent: recent.items,
        askedAt,
        now: Date.now(),
        campaignNow: Date.parse(health.time),
      })
    },
  })

/** `moved` changes whenever pushed counters say that the import has gone on: nothing is asked on a timer. */
export const importQuery = (api: Api, { id, importId, moved }: { id: CampaignId; importId: ImportId; moved: string }) =>
  queryOptions({
    queryKey: ['import', id, importId, moved] as const,
    queryFn: ({ signal }) => api('getImport', { params: { id, importId }, signal }),
  })

/** `moved`: as for an import. */
export const sheetsQuery = (api: Api, { id, moved }: { id: CampaignId; moved: string }) =>
  queryOptions({
    queryKey: [...sheetsKey(id), moved] as const,
    queryFn: ({ signal }) => api('listSheets', { params: { id }, signal }),
  })

const whyKey = (id: CampaignId) => ['why', id] as const

/** Asked only while nothing moves. `moved`: how the campaign stood then; another stand has another reason. */
export const whyQuery = (api: Api, { id, moved }: { id: CampaignId; moved: string }) =>
  queryOptions({
    queryKey: [...whyKey(id), moved] as const,
    queryFn: ({ signal }) => api('campaignWhy', { params: { id }, signal }),
  })

/** Asks for the snapshots of a topic. */
export const refresh = (client: QueryClient, topic: Topic): void => {
  if (topic === 'all') {
    void client.invalidateQueries({ queryKey: CAMPAIGNS })
    void client.invalidateQueries({ queryKey: FOUND_CAMPAIGNS })
    refreshAccount(client)
  } else {
    void client.invalidateQueries({ queryKey: campaignKey(topic) })
    void client.invalidateQueries({ queryKey: callsKey(topic) })
    void client.invalidateQueries({ queryKey: activityKey(topic) })
    void client.invalidateQueries({ queryKey: whyKey(topic) })
    refreshBreakdown(client, topic)
    refreshExports(client, topic)
    refreshCalls(client, topic)
    refreshContacts(client, topic)
  }
}
