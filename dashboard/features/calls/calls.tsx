// The calls of one campaign: those that are on, and the newest that are over.
import { useQuery } from '@tanstack/react-query'
import { useConnection } from '../../connection/world.tsx'
import type { HeldCampaign } from '../../held/campaign.ts'
import { callsQuery } from '../../held/queries.ts'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { EndedCalls } from './ended-calls.tsx'
import { LiveCalls } from './live-calls.tsx'

export const Calls = ({ held: { campaign, stats } }: { held: HeldCampaign }) => {
  const { api } = useConnection()
  const calls = useQuery({ ...callsQuery(api, campaign.id), refetchOnMount: 'always' })
  if (calls.isPending) return <Skeleton className="h-80 w-full rounded-8" />
  return (
    <>
      {calls.error ? <ProblemNotice error={calls.error} doing="The calls could not be read; they are not affected." /> : null}
      {calls.data ? (
        <>
          <LiveCalls
            calls={calls.data}
            live={stats?.live}
            lines={campaign.settings.maxConcurrentCalls}
            isDialling={campaign.state === 'active'}
          />
          <EndedCalls calls={calls.data} />
        </>
      ) : null}
    </>
  )
}
