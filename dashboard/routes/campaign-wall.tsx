// One campaign, for a screen on the wall.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useCallback } from 'react'
import { Refusal } from '#contract/client-errors.ts'
import { useTopic } from '../connection/use-live.ts'
import { useConnection } from '../connection/world.tsx'
import { CampaignWall } from '../features/wall/campaign-wall.tsx'
import { Wall } from '../features/wall/wall.tsx'
import { campaignQuery } from '../held/queries.ts'
import { ProblemNotice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { NotFound } from './frame.tsx'

export const CampaignWallPage = () => {
  const { id } = useParams({ from: '/campaigns/$id/wall' })
  useTopic(id)
  const { api } = useConnection()
  const navigate = useNavigate()
  const leave = useCallback(() => void navigate({ to: '/campaigns/$id', params: { id } }), [navigate, id])
  const { data: held, error } = useQuery({ ...campaignQuery(api, id), refetchOnMount: 'always' })
  if (error instanceof Refusal && error.problem.code === 'not_found') return <NotFound />
  const heading = (
    <>
      <h1 className="min-w-0 truncate py-1 text-28 font-title">{held?.campaign.name ?? 'A campaign'}</h1>
      {held ? <StatePill state={held.campaign.state} /> : null}
    </>
  )
  return (
    <Wall heading={heading} onLeave={leave}>
      <title>{`${held?.campaign.name ?? 'A campaign'} on the wall · Ringmaster`}</title>
      {error ? <ProblemNotice error={error} doing="The campaign could not be read; its calls are not affected." /> : null}
      {held ? <CampaignWall held={held} /> : null}
      {!held && !error ? <Skeleton className="h-80 w-full rounded-8" /> : null}
    </Wall>
  )
}
