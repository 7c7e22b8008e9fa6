// THE route table: API Gateway, the router, the dashboard's client and the documentation are driven by it.
import { accessRoutes } from './access-routes.ts'
import { accountRoutes } from './account-routes.ts'
import { callRoutes } from './call-routes.ts'
import { campaignRoutes } from './campaign-routes.ts'
import { contactRoutes } from './contact-routes.ts'
import { controlRoutes } from './control-routes.ts'
import { exportRoutes } from './export-routes.ts'
import { oneContactRoutes } from './one-contact-routes.ts'
import { privacyRoutes } from './privacy-routes.ts'
import { sheetRoutes } from './sheet-routes.ts'
import { suppressionRoutes } from './suppression-routes.ts'
import { templateRoutes } from './template-routes.ts'
import { webhookRoutes } from './webhook-routes.ts'

/** By what they are about. Whoever answers requests reads those of one group when the first request to one of them comes. */
export const routeGroups = {
  campaigns: campaignRoutes,
  control: controlRoutes,
  contacts: contactRoutes,
  oneContact: oneContactRoutes,
  calls: callRoutes,
  templates: templateRoutes,
  account: accountRoutes,
  suppressions: suppressionRoutes,
  privacy: privacyRoutes,
  sheets: sheetRoutes,
  exports: exportRoutes,
  access: accessRoutes,
  webhooks: webhookRoutes,
}

export const routes = {
  ...campaignRoutes,
  ...controlRoutes,
  ...contactRoutes,
  ...oneContactRoutes,
  ...callRoutes,
  ...templateRoutes,
  ...accountRoutes,
  ...suppressionRoutes,
  ...privacyRoutes,
  ...sheetRoutes,
  ...exportRoutes,
  ...accessRoutes,
  ...webhookRoutes,
}

export type RouteGroups = typeof routeGroups
export type Routes = typeof routes
export type Operation = keyof Routes

const namesOf = <T extends object>(table: T): Extract<keyof T, string>[] => {
  const names: Extract<keyof T, string>[] = []
  for (const name in table) names.push(name)
  return names
}
export const operations: readonly Operation[] = namesOf(routes)
