// Who the API takes the page for, and what that permits. The API refuses by itself: the page only does not offer it.
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Caller } from '#contract/caller.ts'
import type { Api } from '#contract/client.ts'
import { mayAct } from '#contract/role.ts'
import { type Operation, routes } from '#contract/routes.ts'
import { useConnection } from './world.tsx'

export const ME = ['me'] as const

const meQuery = (api: Api) => queryOptions({ queryKey: ME, queryFn: ({ signal }) => api('whoAmI', { signal }) })

/** Undefined until it is known. */
export const useMe = (): Caller | undefined => useQuery(meQuery(useConnection().api)).data

/** Undefined until it is known. Whom nobody could look up is offered everything. */
export const useMay = (): ((operation: Operation) => boolean | undefined) => {
  const { data: me, isError } = useQuery(meQuery(useConnection().api))
  return (operation) => (me ? mayAct(me.role, routes[operation].role) : isError || undefined)
}
