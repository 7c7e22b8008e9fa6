// The route of the table that API Gateway says a request took.
import type { Route } from '#contract/route.ts'
import { type Operation, operations, routeKey, routes } from '#contract/routes.ts'

const byRouteKey = new Map<string, { operation: Operation; route: Route }>(
  operations.map((operation) => [routeKey(routes[operation]), { operation, route: routes[operation] }]),
)

export const findRoute = (key: string): { operation: Operation; route: Route } | undefined => byRouteKey.get(key)
