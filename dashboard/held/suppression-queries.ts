// The numbers that nobody calls, and the lists of them that were imported, read over HTTP.
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Api, Output } from '#contract/client.ts'
import type { SuppressionImport, SuppressionImportProgress } from '#contract/suppression-import.ts'
import { refreshNumbers } from './contact-queries.ts'

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
  refreshNumbers(client)
}

export const isRead = ({ state }: Pick<SuppressionImport, 'state'>): boolean => state === 'imported' || state === 'failed'

const progressed = (held: SuppressionImport | undefined, news: SuppressionImportProgress): SuppressionImport => {
  // What is over has not begun again, and nothing is read twice: such news is old.
  if (held && (isRead(held) || held.rows > news.rows)) return held
  return { rejects: [], ...held, ...news }
}

/** A `suppression_import_update`. */
export const applySuppressionImport = (client: QueryClient, news: SuppressionImportProgress): void => {
  client.setQueryData<Output<'listSuppressionImports'>>(IMPORTS, (held) => {
    if (!held) return held
    const isListed = held.items.some(({ id }) => id === news.id)
    const items = isListed ? held.items : [{ rejects: [], ...news }, ...held.items]
    return { ...held, items: items.map((one) => (one.id === news.id ? progressed(one, news) : one)) }
  })
  // What could not be read is not told with the news.
  if (isRead(news)) refreshSuppressions(client)
}
