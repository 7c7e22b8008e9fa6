// The route of the table that API Gateway says a request took, with its use case. Its group is loaded, and no other.
import { type Route, routeKey } from '#contract/route.ts'
import { once } from './once.ts'
import { likelyGroup } from './route-beginnings.ts'
import type { AnyGroup, AnyOperation, Groups } from './route-group.ts'

export type Found = { operation: string; route: Route; run: AnyOperation }
export type FindRoute = (key: string) => Promise<Found | undefined>

const byRouteKey = ({ routes, operations }: AnyGroup): ReadonlyMap<string, Found> =>
  new Map(
    Object.entries(routes).flatMap(([operation, route]) => {
      const run = operations[operation]
      return run ? [[routeKey(route), { operation, route, run }]] : []
    }),
  )

export const routeFinder = (groups: Groups): FindRoute => {
  const loads: readonly [string, () => Promise<AnyGroup>][] = Object.entries(groups)
  const parts = new Map(loads.map(([name, load]) => [name, once(async () => byRouteKey(await load()))]))
  return async (key) => {
    const likely = parts.get(likelyGroup(key) ?? '')
    for (const part of new Set([...(likely ? [likely] : []), ...parts.values()])) {
      const found = (await part()).get(key)
      if (found) return found
    }
    return undefined
  }
}
