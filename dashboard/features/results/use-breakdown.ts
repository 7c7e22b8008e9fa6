// What the calls of a campaign came to. It is asked for again after the campaign's counters, which are pushed, have moved on, and when
// it is told that there is another count.
import { type UseQueryResult, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useConnection } from '../../connection/world.tsx'
import { breakdownQuery, type HeldBreakdown, refreshBreakdown } from '../../held/breakdown-query.ts'
import type { HeldCampaign } from '../../held/campaign.ts'

type Of = Pick<HeldCampaign, 'campaign' | 'stats'>
type Breakdown = UseQueryResult<HeldBreakdown>

/** After a change others follow. It is also longer than the API trusts its sums. */
const TOGETHER_MS = 3_000

/** What is counted changes only together with one of these. */
const standOf = ({ stats }: Of): string => {
  if (!stats) return ''
  const { totalContacts, callsPlaced, callsAnswered, callsCompleted, callsFailed, successRate, outcomes } = stats
  return [totalContacts, callsPlaced, callsAnswered, callsCompleted, callsFailed, successRate ?? 0, outcomes.human ?? 0].join(' ')
}

/** Undefined: nothing has changed since. */
const waitMs = (data: HeldBreakdown | undefined, stand: string): number | undefined => {
  if (data?.askAgainMs !== undefined) return Math.max(TOGETHER_MS, data.askAgainMs)
  return data && data.stand !== stand ? TOGETHER_MS : undefined
}

export const useBreakdown = (of: Of): Breakdown => {
  const { api, timing } = useConnection()
  const client = useQueryClient()
  const stand = standOf(of)
  const { id } = of.campaign
  const query = useQuery({ ...breakdownQuery(api, { id, stand }), refetchOnMount: 'always' })
  const { data, dataUpdatedAt, errorUpdatedAt } = query
  const afterMs = waitMs(data, stand)
  const answeredAt = Math.max(dataUpdatedAt, errorUpdatedAt)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer begins another wait.
  useEffect(() => {
    return afterMs === undefined ? undefined : timing.after(afterMs, () => refreshBreakdown(client, id))
  }, [client, timing, id, afterMs, answeredAt])
  return query
}

/** Of a campaign that is one of several. */
export const FollowedBreakdown = ({ of }: { of: Of }) => {
  useBreakdown(of)
  return null
}

/** In the order of the campaigns, each of which has to be followed beside it. */
export const useBreakdowns = (campaigns: readonly Of[]): readonly Breakdown[] => {
  const { api } = useConnection()
  return useQueries({ queries: campaigns.map((of) => breakdownQuery(api, { id: of.campaign.id, stand: standOf(of) })) })
}
