// All campaigns, for a screen on the wall.
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useTopic } from '../connection/use-live.ts'
import { useConnection } from '../connection/world.tsx'
import { CampaignsWall } from '../features/wall/campaigns-wall.tsx'
import { Wall } from '../features/wall/wall.tsx'
import { campaignsQuery } from '../held/queries.ts'
import { Brand } from '../ui/brand.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

export const WallPage = () => {
  useTopic('all')
  const { api } = useConnection()
  const navigate = useNavigate()
  const leave = useCallback(() => void navigate({ to: '/' }), [navigate])
  const { data, error } = useQuery({ ...campaignsQuery(api), refetchOnMount: 'always' })
  const heading = (
    <h1 className="flex items-center gap-2 text-20 font-title">
      <Brand /> Campaigns
    </h1>
  )
  return (
    <Wall heading={heading} onLeave={leave}>
      <title>Campaigns on the wall · Ringmaster</title>
      {error ? <ProblemNotice error={error} doing="The campaigns could not be read; calls are not affected." /> : null}
      {data ? <CampaignsWall campaigns={data.items} /> : null}
      {!data && !error ? <Skeleton className="h-80 w-full rounded-8" /> : null}
    </Wall>
  )
}
