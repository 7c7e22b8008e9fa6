// The calls of one campaign: those that are on, and the newest that are over.
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue } from 'react'
import { useConnection } from '../../connection/world.tsx'
import type { HeldCampaign } from '../../held/campaign.ts'
import { callsQuery } from '../../held/queries.ts'
import { ProblemNotice } from '../../ui/notice.tsx'
import { PanelLoading } from '../../ui/panel-loading.tsx'
import { EndedCalls } from './ended-calls.tsx'
import { LiveCalls } from './live-calls.tsx'

/** `children`: what stands below them, and would move as they come. */
export const Calls = ({ held: { campaign, stats }, children }: { held: HeldCampaign; children: ReactNode }) => {
  const { api } = useConnection()
  const calls = useQuery({ ...callsQuery(api, campaign.id), refetchOnMount: 'always' })
  // Hundreds of rows are drawn between frames, a few at a time, so that nothing else has to wait for them.
  const shown = useDeferredValue(calls.data)
  if (!shown && !calls.error) return <PanelLoading />
  return (
    <>
      {calls.error ? <ProblemNotice error={calls.error} doing="The calls could not be read; they are not affected." /> : null}
      {shown ? (
        <>
          <LiveCalls
            calls={shown}
            live={stats?.live}
            lines={campaign.settings.maxConcurrentCalls}
            isDialling={campaign.state === 'active'}
          />
          <div className="max-desk:order-2">
            <EndedCalls calls={shown} />
          </div>
        </>
      ) : null}
      {children}
    </>
  )
}
