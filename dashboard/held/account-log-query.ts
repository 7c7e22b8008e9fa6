// Who or what did what with the account.
import { infiniteQueryOptions } from '@tanstack/react-query'
import type { Api } from '#contract/client.ts'

export const accountLogQuery = (api: Api) =>
  infiniteQueryOptions({
    queryKey: ['account-log'] as const,
    queryFn: ({ pageParam, signal }) =>
      api('accountActivity', { query: { limit: 20, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
