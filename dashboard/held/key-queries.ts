// API keys, read over HTTP.
import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query'
import type { Api } from '#contract/client.ts'

const KEYS = ['keys'] as const

export const keysQuery = (api: Api) =>
  infiniteQueryOptions({
    queryKey: KEYS,
    queryFn: ({ pageParam, signal }) =>
      api('listKeys', { query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

export const refreshKeys = (client: QueryClient): void => void client.invalidateQueries({ queryKey: KEYS })
