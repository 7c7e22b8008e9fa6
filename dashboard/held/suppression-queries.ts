// The numbers that nobody calls, and the lists of them that were imported, read over HTTP.
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Api } from '#contract/client.ts'

const SUPPRESSIONS = ['suppressions'] as const
const IMPORTS = ['suppression-imports'] as const

export const suppressionsQuery = (api: Api) =>
  infiniteQueryOptions({
    queryKey: SUPPRESSIONS,
    queryFn: ({ pageParam, signal }) => api('listSuppressions', { query: pageParam === null ? {} : { cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })

export const suppressionImportsQuery = (api: Api) =>
  queryOptions({ queryKey: IMPORTS, queryFn: ({ signal }) => api('listSuppressionImports', { query: { limit: 5 }, signal }) })

/** After a number was put on the list or taken off it, or a list of them has moved on. */
export const refreshSuppressions = (client: QueryClient): void => {
  void client.invalidateQueries({ queryKey: SUPPRESSIONS })
  void client.invalidateQueries({ queryKey: IMPORTS })
}
