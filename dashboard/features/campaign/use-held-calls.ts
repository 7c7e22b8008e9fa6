// The calls that the page holds of a campaign, for figures that may come a moment after the rows they are counted from.
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import type { CampaignId } from '#contract/ids.ts'
import { useConnection } from '../../connection/world.tsx'
import type { HeldCall } from '../../held/calls.ts'
import { callsQuery } from '../../held/queries.ts'

export const useHeldCalls = (id: CampaignId): readonly HeldCall[] | undefined => {
  const { api } = useConnection()
  return useDeferredValue(useQuery({ ...callsQuery(api, id), enabled: false }).data)
}
