// What the calls of campaigns came to. Nobody pushes it: it is asked for again while it is behind the counters, which are pushed.
import { type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { CampaignBreakdown } from '#contract/breakdown.ts'
import { useConnection } from '../../connection/world.tsx'
import { breakdownQuery, refreshBreakdowns } from '../../held/breakdown-query.ts'
import type { HeldCampaign } from '../../held/campaign.ts'

const WHILE_COUNTED_MS = 1_000
const WHILE_BEHIND_MS = 5_000

type Asked = Pick<HeldCampaign, 'campaign' | 'stats'>

/** The counters that the page holds have moved on since, or the API has told that they had. */
const isBehind = ({ breakdown, isCurrent }: CampaignBreakdown, { stats }: Asked): boolean =>
  !isCurrent ||
  (stats?.callsPlaced ?? 0) !== (breakdown?.total.calls ?? 0) ||
  (stats?.callsAnswered ?? 0) !== (breakdown?.total.answered ?? 0)

/** Undefined: it is as current as it can be. */
const askAgainMs = (data: CampaignBreakdown | undefined, asked: Asked): number | undefined => {
  if (data?.counting) return WHILE_COUNTED_MS
  return data && isBehind(data, asked) ? WHILE_BEHIND_MS : undefined
}

/** In the order of the campaigns. */
export const useBreakdowns = (campaigns: readonly Asked[]): readonly UseQueryResult<CampaignBreakdown>[] => {
  const { api, timing } = useConnection()
  const client = useQueryClient()
  const queries = useQueries({
    queries: campaigns.map(({ campaign }) => ({ ...breakdownQuery(api, campaign.id), refetchOnMount: 'always' as const })),
  })
  const behind = campaigns.flatMap((one, i) => {
    const query = queries[i]
    const afterMs = query && askAgainMs(query.data, one)
    return query && afterMs !== undefined ? [{ id: one.campaign.id, afterMs, readAt: query.dataUpdatedAt }] : []
  })
  const soonest = Math.min(...behind.map(({ afterMs }) => afterMs))
  const ids = behind.map(({ id }) => id).join(' ')
  const readAt = Math.max(0, ...behind.map((one) => one.readAt))
  useEffect(() => {
    if (ids === '' || readAt === 0) return
    return timing.after(soonest, () => refreshBreakdowns(client, ids.split(' ')))
  }, [client, timing, ids, soonest, readAt])
  return queries
}
