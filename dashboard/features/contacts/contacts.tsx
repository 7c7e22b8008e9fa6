// The contacts of a campaign as they were looked for, a page after the other.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { CampaignId, ContactId } from '#contract/ids.ts'
import { useConnection } from '../../connection/world.tsx'
import { count } from '../../format.ts'
import type { ContactFilter } from '../../held/contact-filter.ts'
import { contactsQuery } from '../../held/contact-queries.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ContactsTable } from './contacts-table.tsx'

const ROWS = ['w-2/5', 'w-1/2', 'w-1/3', 'w-2/5', 'w-1/2', 'w-1/3']

const Loading = () => (
  <div role="status">
    <span className="sr-only">Reading the contacts…</span>
    {ROWS.map((width, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the rows never move.
      <div key={i} className="flex h-12 items-center gap-6 border-b border-line px-4 last:border-b-0">
        <Skeleton className="h-3 w-32" />
        <Skeleton className={`h-3 ${width}`} />
      </div>
    ))}
  </div>
)

/** Nobody among so many was found: looking further is worth asking for. */
const UNASKED_PAGES = 5

type Props = { id: CampaignId; filter: ContactFilter; openId: ContactId | undefined }

export const Contacts = ({ id, filter, openId }: Props) => {
  const { api } = useConnection()
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...contactsQuery(api, id, filter),
  })
  const contacts = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data])
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  const mayLookOn = hasNextPage && !isFetchingNextPage && !error
  const isThin = contacts.length < (data?.pages.length ?? 0) && (data?.pages.length ?? 0) >= UNASKED_PAGES
  const readOn = useCallback(() => void fetchNextPage(), [fetchNextPage])
  return (
    <div className="overflow-clip rounded-8 border border-line bg-card">
      {error ? <ProblemNotice error={error} doing="The contacts could not be read; their calls are not affected." /> : null}
      {isPending ? <Loading /> : null}
      {data && contacts.length === 0 && !hasNextPage ? (
        <p className="px-4 py-12 text-center text-soft">
          {isFiltered ? 'Nobody here is like that.' : 'Nobody is in this campaign yet. Add people on its page.'}
        </p>
      ) : null}
      {contacts.length > 0 || (data && hasNextPage) ? (
        <ContactsTable contacts={contacts} openId={openId} onEndInSight={mayLookOn && !isThin ? readOn : undefined} />
      ) : null}
      {data && (contacts.length > 0 || hasNextPage) ? (
        <footer className="flex min-h-9 items-center gap-3 border-t border-line px-4 py-1 text-12 text-soft">
          <span role="status">
            {count(contacts.length)}
            {hasNextPage ? ' so far' : ''}
            {isFetchingNextPage ? ', reading…' : ''}
          </span>
          {mayLookOn && isThin ? <Button onClick={readOn}>Look further</Button> : null}
        </footer>
      ) : null}
    </div>
  )
}
