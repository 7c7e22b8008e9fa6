// Who or what did what with the campaign, and why, newest first.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CampaignId } from '#contract/ids.ts'
import { useConnection } from '../../connection/world.tsx'
import { activityQuery } from '../../held/activity-query.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ActivityList } from './activity-list.tsx'

const SHOWN = 6

export const ActivityPanel = ({ id }: { id: CampaignId }) => {
  const { api } = useConnection()
  const [isWhole, setWhole] = useState(false)
  const { data, error } = useQuery({ ...activityQuery(api, id), refetchOnMount: 'always' })
  const shown = isWhole ? data : data?.slice(0, SHOWN)
  return (
    <Panel title="Activity" aside={data && data.length > 0 ? 'newest first' : undefined}>
      {error ? <ProblemNotice error={error} doing="The activity log could not be read." /> : null}
      {!data && !error ? <Skeleton className="m-4 h-24 w-[calc(100%-2rem)]" /> : null}
      {data?.length === 0 ? <p className="p-4 text-soft">Nothing has been done with it yet.</p> : null}
      {shown && shown.length > 0 ? <ActivityList label="Activity, newest first" entries={shown} /> : null}
      {data && data.length > SHOWN && !isWhole ? (
        <div className="flex justify-center border-t border-line p-2">
          <Button onClick={() => setWhole(true)}>Show all {data.length}</Button>
        </div>
      ) : null}
    </Panel>
  )
}
