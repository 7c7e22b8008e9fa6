// Who or what did what with the account, and why, newest first.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useConnection } from '../../connection/world.tsx'
import { accountLogQuery } from '../../held/account-log-query.ts'
import { More } from '../../ui/more.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ActivityList } from '../campaign/activity-list.tsx'

export const AccountLog = () => {
  const { api } = useConnection()
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...accountLogQuery(api),
    refetchOnMount: 'always',
  })
  const entries = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Panel title="What happened with it" aside={entries.length > 0 ? 'newest first' : undefined}>
      {error ? <ProblemNotice error={error} doing="The log could not be read." /> : null}
      {isPending ? <Skeleton className="m-4 h-24 w-[calc(100%-2rem)]" /> : null}
      {data && entries.length === 0 ? (
        <p className="p-4 text-soft">Nothing yet: neither limits nor providers have given cause, and nobody has stopped everything.</p>
      ) : null}
      {entries.length > 0 ? <ActivityList label="What happened with the account, newest first" entries={entries} /> : null}
      <More label="Older entries" hasNextPage={hasNextPage} isFetchingNextPage={isFetchingNextPage} fetchNextPage={fetchNextPage} />
    </Panel>
  )
}
