// The audit log, newest first, as it is asked for.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useConnection } from '../../connection/world.tsx'
import { auditQuery } from '../../held/audit-query.ts'
import { More } from '../../ui/more.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Table } from '../../ui/table.tsx'
import { AuditRow } from './audit-row.tsx'
import { useNames } from './use-names.ts'

/** Of a filter that fits hardly any entry a page may be empty and not the last. */
const noneOf = ({ isFiltered, isAll }: { isFiltered: boolean; isAll: boolean }): string => {
  if (!isAll) return 'None among the newest entries.'
  return isFiltered ? 'None.' : 'Nothing yet: nobody has changed anything, and nobody was denied.'
}

const COLUMNS = [
  { name: 'When', className: 'w-36' },
  { name: 'Who', className: 'w-56' },
  { name: 'Asked for' },
  { name: 'What came of it', className: 'w-48' },
]

export const AuditLog = () => {
  const { api } = useConnection()
  const filter = useSearch({ from: '/settings/audit' })
  const nameOf = useNames()
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...auditQuery(api, filter),
    refetchOnMount: 'always',
  })
  const entries = data?.pages.flatMap(({ items }) => items) ?? []
  const isFiltered = filter.principal !== undefined || filter.outcome !== undefined
  return (
    <Panel title="Requests" aside={entries.length > 0 ? 'newest first' : undefined}>
      {error ? <ProblemNotice error={error} doing="The audit log could not be read; it is written all the same." /> : null}
      {isPending ? <Skeleton className="m-4 h-40 w-[calc(100%-2rem)]" /> : null}
      {data && entries.length === 0 ? <p className="p-4 text-soft">{noneOf({ isFiltered, isAll: !hasNextPage })}</p> : null}
      {entries.length > 0 ? (
        <Table caption="Requests, newest first" look="rows" columns={COLUMNS}>
          {entries.map((entry) => (
            <AuditRow key={entry.id} of={entry} name={nameOf(entry.principal)} />
          ))}
        </Table>
      ) : null}
      <More label="Older entries" hasNextPage={hasNextPage} isFetchingNextPage={isFetchingNextPage} fetchNextPage={fetchNextPage} />
    </Panel>
  )
}
