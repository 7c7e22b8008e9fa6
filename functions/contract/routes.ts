// THE route table: API Gateway, the router, the dashboard's client and the documentation are driven by it.
import { accessRoutes } from './access-routes.ts'
import { accountRoutes } from './account-routes.ts'
import { callRoutes } from './call-routes.ts'
import { campaignRoutes } from './campaign-routes.ts'
import { contactRoutes } from './contact-routes.ts'
import { controlRoutes } from './control-routes.ts'
import { exportRoutes } from './export-routes.ts'
import { oneContactRoutes } from './one-contact-routes.ts'
import type { Route } from './route.ts'
import { sheetRoutes } from './sheet-routes.ts'
import { suppressionRoutes } from './suppression-routes.ts'
import { templateRoutes } from './template-routes.ts'
import { webhookRoutes } from './webhook-routes.ts'

export const routes = {
  ...campaignRoutes,
  ...controlRoutes,
  ...contactRoutes,
  ...oneContactRoutes,
  ...callRoutes,
  ...templateRoutes,
  ...accountRoutes,
  ...suppressionRoutes,
  ...sheetRoutes,
  ...exportRoutes,
  ...accessRoutes,
  ...webhookRoutes,
}

export type Routes = typeof routes
export type Operation = keyof Routes

const namesOf = <T extends object>(table: T): Extract<keyof T, string>[] => {
  const names: Extract<keyof T, string>[] = []
  for (const name in table) names.push(name)
  return names
}
export const operations: readonly Operation[] = namesOf(routes)

/** As API Gateway writes it. */
export const routeKey = ({ method, path }: Route): string => `${method} ${path}`
