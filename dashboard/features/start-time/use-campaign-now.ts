// Campaign time, once a second: on a machine that is sped up it runs ahead of the viewer's clock.
import { useQuery } from '@tanstack/react-query'
import { useConnection } from '../../connection/world.tsx'
import { useNow } from '../../ui/use-now.ts'

const FRESH_MS = 60_000

export const useCampaignNow = (): number => {
  const { api } = useConnection()
  const now = useNow()
  const { data: ahead = 0 } = useQuery({
    queryKey: ['campaign-time-ahead'],
    queryFn: async ({ signal }) => Date.parse((await api('health', { signal })).time) - Date.now(),
    staleTime: FRESH_MS,
  })
  return now + ahead
}
