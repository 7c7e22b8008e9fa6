// The do-not-call list itself, newest first.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useConnection } from '../../connection/world.tsx'
import { moment } from '../../format.ts'
import { suppressionsQuery } from '../../held/suppression-queries.ts'
import { Allowed } from '../../ui/allowed.tsx'
import { More } from '../../ui/more.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Table } from '../../ui/table.tsx'
import { RemoveNumber } from './remove-number.tsx'

const COLUMNS = [
  { name: 'Number', className: 'w-px' },
  { name: 'Reason' },
  { name: 'Since', className: 'w-32' },
  { name: 'Change', className: 'w-24 text-end' },
]
const ROW =
  'border-b border-line last:border-b-0 max-phone:grid max-phone:grid-cols-[minmax(0,1fr)_auto] max-phone:items-center max-phone:gap-x-3 max-phone:gap-y-1.5 max-phone:px-4 max-phone:py-2.5'

export const SuppressedNumbers = () => {
  const { api } = useConnection()
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...suppressionsQuery(api),
    refetchOnMount: 'always',
  })
  const numbers = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Panel title="Numbers" aside={numbers.length > 0 ? 'newest first' : undefined}>
      {error ? <ProblemNotice error={error} doing="The list could not be read; what stands on it is not called." /> : null}
      {isPending ? <Skeleton className="m-4 h-40 w-[calc(100%-2rem)]" /> : null}
      {data && numbers.length === 0 ? (
        <p className="p-4 text-soft">Nobody stands on the list. Whoever asks an agent not to be called again is put on it at once.</p>
      ) : null}
      {numbers.length > 0 ? (
        <Table caption="Numbers that nobody calls, newest first" look="rows" columns={COLUMNS}>
          {numbers.map(({ phone, at, because }) => (
            <tr key={phone} className={ROW}>
              <td className="py-1.5 pr-3 pl-4 font-number whitespace-nowrap max-phone:p-0">{phone}</td>
              <td className="px-3 py-1.5 break-words max-phone:order-3 max-phone:p-0 max-phone:text-soft">{because}</td>
              <td className="px-3 py-1.5 whitespace-nowrap text-soft max-phone:order-4 max-phone:p-0 max-phone:text-end">
                {moment(Date.parse(at))}
              </td>
              <td className="py-1.5 pr-4 pl-3 text-end max-phone:p-0">
                <Allowed to="unsuppressNumber">
                  <RemoveNumber phone={phone} />
                </Allowed>
              </td>
            </tr>
          ))}
        </Table>
      ) : null}
      <More label="Older numbers" hasNextPage={hasNextPage} isFetchingNextPage={isFetchingNextPage} fetchNextPage={fetchNextPage} />
    </Panel>
  )
}
