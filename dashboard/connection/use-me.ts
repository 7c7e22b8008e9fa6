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

/** Until it is known who it is everything is offered, so that nothing jumps for most. */
export const useMay = (): ((operation: Operation) => boolean) => {
  const me = useMe()
  return (operation) => me === undefined || mayAct(me.role, routes[operation].role)
}
