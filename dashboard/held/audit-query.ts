// The audit log, read over HTTP.
import { infiniteQueryOptions } from '@tanstack/react-query'
import type { Api } from '#contract/client.ts'
import type { AuditFilter } from './audit-filter.ts'

export const auditQuery = (api: Api, { principal, outcome }: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', principal, outcome] as const,
    queryFn: ({ pageParam, signal }) => {
      const only = { ...(principal === undefined ? {} : { principal }), ...(outcome === undefined ? {} : { outcome }) }
      return api('auditLog', { query: { limit: 50, ...only, ...(pageParam === null ? {} : { cursor: pageParam }) }, signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
