import { useQuery } from '@tanstack/react-query'
import type { Campaign } from '#contract/campaign.ts'
import { useConnection } from '../../connection/world.tsx'
import { callsQuery } from '../../held/queries.ts'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { EndedCalls } from './ended-calls.tsx'
import { LiveCalls } from './live-calls.tsx'

/** The calls of one campaign: those that are on, and the newest that are over. */
export const Calls = ({ campaign }: { campaign: Campaign }) => {
  const { api } = useConnection()
  const calls = useQuery({ ...callsQuery(api, campaign.id), refetchOnMount: 'always' })
  if (calls.isPending) return <Skeleton className="h-80 w-full rounded-8" />
  return (
    <>
      {calls.error ? <ProblemNotice error={calls.error} doing="The calls could not be read; they are not affected." /> : null}
      {calls.data ? (
        <>
          <LiveCalls calls={calls.data} lines={campaign.settings.maxConcurrentCalls} isDialling={campaign.state === 'active'} />
          <EndedCalls calls={calls.data} />
        </>
      ) : null}
    </>
  )
}
