// Whether API and table answer, asked again while somebody looks: nobody can push that they do not.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Health } from '#contract/account.ts'
import { useConnection } from '../../connection/world.tsx'

const ASK_AGAIN_MS = 10_000
const HEALTH = ['health'] as const

export const useHealth = (): { health: Health | undefined; isSilent: boolean } => {
  const { api, timing } = useConnection()
  const client = useQueryClient()
  const { data, isError, dataUpdatedAt, errorUpdatedAt } = useQuery({
    queryKey: HEALTH,
    queryFn: ({ signal }) => api('health', { signal }),
    refetchOnMount: 'always',
  })
  const answeredAt = Math.max(dataUpdatedAt, errorUpdatedAt)
  useEffect(() => {
    return answeredAt > 0 ? timing.after(ASK_AGAIN_MS, () => void client.invalidateQueries({ queryKey: HEALTH })) : undefined
  }, [client, timing, answeredAt])
  return { health: data, isSilent: isError }
}
