// Whoever asks “why do you keep ringing me?” is answered here: one number, over all campaigns.
import { useInfiniteQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { Refusal } from '#contract/client-errors.ts'
import { useConnection } from '../connection/world.tsx'
import { NumberSearch } from '../features/people/number-search.tsx'
import { Person, PersonLoading } from '../features/people/person.tsx'
import { plural } from '../format.ts'
import { personQuery, Sought } from '../held/person-queries.ts'
import { ProblemNotice } from '../ui/notice.tsx'

const NOBODY: Sought = { phone: '', defaultCountry: 'US' }

const Teaching = () => (
  <section className="rounded-8 border border-line bg-card px-6 py-12 text-center">
    <h2 className="text-15 font-title">Somebody asks why they are called?</h2>
    <p className="mx-auto mt-1 max-w-140 text-soft">
      Type their number: here stands in which campaigns it is, every call to it and what came of it, when it is called next, and the way to
      call it no more.
    </p>
  </section>
)

/** What was typed is no number, and the field says why. */
const isNoNumber = (error: Error | null): error is Refusal => error instanceof Refusal && error.problem.code === 'unprocessable'

export const PeoplePage = () => {
  const { api } = useConnection()
  const sought = useLocation({ select: ({ state }) => state.sought })
  const read = Sought.safeParse(sought)
  const asked = read.success ? read.data : undefined
  const { data, error, isFetching, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    ...personQuery(api, asked ?? NOBODY),
    enabled: asked !== undefined,
    refetchOnMount: 'always',
  })
  const looksOn = hasNextPage && !isFetchingNextPage && !error
  useEffect(() => {
    if (looksOn) void fetchNextPage()
  }, [looksOn, fetchNextPage])
  const [first] = data?.pages ?? []
  const found = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <div className="flex flex-col gap-4">
      <title>Contacts · Ringmaster</title>
      <header>
        <h1 className="text-20 font-title">Contacts</h1>
        <p className="text-soft">One number, over all campaigns.</p>
      </header>
      <NumberSearch
        sought={asked}
        isLooking={isFetching && !data}
        problem={isNoNumber(error) ? error.problem.detail : undefined}
        onAgain={() => void refetch()}
      />
      {error && !isNoNumber(error) ? (
        <ProblemNotice
          error={error}
          doing={data ? 'Older campaigns could not be looked in.' : 'The number could not be looked up; calls are not affected.'}
        />
      ) : null}
      <p role="status" className="sr-only">
        {first && !hasNextPage ? `${first.number.phone} is in ${plural(found.length, 'campaign')}.` : null}
      </p>
      {asked === undefined ? <Teaching /> : null}
      {asked && !data && !error ? <PersonLoading /> : null}
      {data && first ? <Person key={first.number.phone} number={first.number} found={found} isLookingOn={hasNextPage} /> : null}
    </div>
  )
}
