// Templates: all of a campaign but its contacts, to begin others with.
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Api } from '#contract/client.ts'

const TEMPLATES = ['templates'] as const

export const templatesQuery = (api: Api) =>
  queryOptions({
    queryKey: TEMPLATES,
    queryFn: async ({ signal }) => (await api('listTemplates', { query: {}, signal })).items,
    refetchOnMount: 'always',
  })

export const refreshTemplates = (client: QueryClient): void => void client.invalidateQueries({ queryKey: TEMPLATES })
