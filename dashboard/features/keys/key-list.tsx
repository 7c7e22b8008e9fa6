// The keys that there are and were: what each may, who made it, when it was last used, and whether it works.
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ApiKey } from '#contract/access.ts'
import { useConnection } from '../../connection/world.tsx'
import { day, moment } from '../../format.ts'
import { keysQuery } from '../../held/key-queries.ts'
import { More } from '../../ui/more.tsx'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { keyStanding } from './key-standing.ts'
import { RevokeKey } from './revoke-key.tsx'
import { RotateKey } from './rotate-key.tsx'
import { SCOPES } from './scope-words.ts'

const onDay = (instant: string): string => day(Date.parse(instant))

type Names = ReadonlyMap<string, string>

/** Keys are known by name; whoever signed in is known by what their token calls them. */
const makerOf = ({ createdBy }: ApiKey, names: Names): string =>
  createdBy === 'machine' ? 'this machine' : (names.get(createdBy) ?? createdBy)

const lifeOf = (key: ApiKey, { names, now }: { names: Names; now: number }): string => {
  const { createdAt, lastUsedAt, expiresAt, revokedAt } = key
  return [
    `made ${onDay(createdAt)} by ${makerOf(key, names)}`,
    lastUsedAt === undefined ? 'never used' : `last used ${onDay(lastUsedAt)}`,
    ...(revokedAt === undefined ? [] : [`revoked ${onDay(revokedAt)}`]),
    ...(revokedAt === undefined && expiresAt !== undefined
      ? [`${Date.parse(expiresAt) > now ? 'expires' : 'expired'} ${onDay(expiresAt)}`]
      : []),
    ...(revokedAt === undefined && expiresAt === undefined ? ['does not expire'] : []),
  ].join(' · ')
}

const One = ({ of, now, names }: { of: ApiKey; now: number; names: Names }) => {
  const { words, works, pill, mark } = keyStanding(of, now)
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line p-4 last:border-b-0">
      <div className="flex min-w-0 flex-[1_1_20rem] flex-col gap-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className={`min-w-0 text-15 font-title break-words ${works ? '' : 'text-soft'}`}>{of.name}</span>
          <span className={`inline-flex h-6 items-center gap-1.5 rounded-pill px-2.5 text-12 whitespace-nowrap ${pill}`}>
            <span data-mark className={`inline-block size-2 ${mark}`} />
            {words}
          </span>
        </p>
        <p>
          <span title={SCOPES[of.scope].hint}>{SCOPES[of.scope].name}</span> <span className="font-mono text-12 text-soft">{of.shown}</span>
        </p>
        <p className="text-12 break-words text-soft">{lifeOf(of, { names, now })}</p>
        {of.previous ? (
          <p className="text-12 text-soft">
            <span className="font-mono">{of.previous.shown}</span>, which it replaces, works until{' '}
            {moment(Date.parse(of.previous.worksUntil))}.
          </p>
        ) : null}
      </div>
      {works ? (
        <div className="flex flex-wrap gap-2">
          <RotateKey of={of} />
          <RevokeKey of={of} />
        </div>
      ) : null}
    </li>
  )
}

export const KeyList = () => {
  const { api, timing } = useConnection()
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...keysQuery(api),
    refetchOnMount: 'always',
  })
  const keys = data?.pages.flatMap(({ items }) => items) ?? []
  const names = new Map(keys.map(({ id, name }) => [`key:${id}`, `the key “${name}”`]))
  const now = timing.now()
  return (
    <Panel title="Keys" aside={keys.length > 0 ? 'newest first' : undefined}>
      {error ? <ProblemNotice error={error} doing="The keys could not be read; they work all the same." /> : null}
      {isPending ? <Skeleton className="m-4 h-32 w-[calc(100%-2rem)]" /> : null}
      {data && keys.length === 0 ? <p className="p-4 text-soft">No key was made here yet. A program needs one to use the API.</p> : null}
      {keys.length > 0 ? (
        <ul aria-label="Keys">
          {keys.map((one) => (
            <One key={one.id} of={one} now={now} names={names} />
          ))}
        </ul>
      ) : null}
      <More label="Older keys" hasNextPage={hasNextPage} isFetchingNextPage={isFetchingNextPage} fetchNextPage={fetchNextPage} />
    </Panel>
  )
}
