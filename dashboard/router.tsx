// The addresses of the page. What stands in an address is enough to come back to what was seen.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, type RouterHistory, redirect } from '@tanstack/react-router'
import * as z from 'zod/mini'
import { AttemptId, CampaignId, ContactId, ImportId, TemplateId, WebhookId } from '#contract/ids.ts'
import { orNothing } from '#contract/otherwise.ts'
import { Step } from './features/new-campaign/steps.ts'
import { AuditFilter } from './held/audit-filter.ts'
import { CampaignFilter } from './held/campaign-filter.ts'
import { ContactFilter } from './held/contact-filter.ts'
import type { Sought } from './held/person-queries.ts'
import { CampaignListPage } from './routes/campaign-list.tsx'
import { Failed, Frame, NotFound } from './routes/frame.tsx'

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound, errorComponent: Failed })

const listRoute = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: CampaignFilter,
  component: CampaignListPage,
})

const newCampaignRoute = createRoute({
  getParentRoute: () => root,
  path: '/campaigns/new',
  validateSearch: z.object({
    step: orNothing(Step),
    /** The campaign or the template that the new one begins as. */
    from: orNothing(z.union([CampaignId, TemplateId])),
  }),
  component: lazyRouteComponent(() => import('./routes/new-campaign.tsx'), 'NewCampaignPage'),
})

const wallRoute = createRoute({
  getParentRoute: () => root,
  path: '/wall',
  component: lazyRouteComponent(() => import('./routes/wall.tsx'), 'WallPage'),
})

const campaignWallRoute = createRoute({
  getParentRoute: () => root,
  path: '/campaigns/$id/wall',
  params: { parse: ({ id }) => ({ id: CampaignId.parse(id) }), stringify: ({ id }) => ({ id }) },
  component: lazyRouteComponent(() => import('./routes/campaign-wall.tsx'), 'CampaignWallPage'),
})

const rate = orNothing(z.enum(['answered', 'successful']))
const column = orNothing(z.string().check(z.maxLength(100)))

const resultsRoute = createRoute({
  getParentRoute: () => root,
  path: '/results',
  validateSearch: z.object({
    /** Those that are compared; absent: the newest ones. */
    campaigns: orNothing(z.array(CampaignId).check(z.maxLength(4))),
    by: orNothing(z.enum(['hour', 'weekday', 'attempt', 'column'])),
    column,
    rate,
  }),
  component: lazyRouteComponent(() => import('./routes/results.tsx'), 'ResultsPage'),
})

/** The number that is looked for does not stand in the address. */
const peopleRoute = createRoute({
  getParentRoute: () => root,
  path: '/contacts',
  component: lazyRouteComponent(() => import('./routes/people.tsx'), 'PeoplePage'),
})

const settingsRoute = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('./routes/settings.tsx'), 'SettingsPages'),
})

const settingsIndexRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/suppressions', replace: true })
  },
})

const templatesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/templates',
  component: lazyRouteComponent(() => import('./routes/templates.tsx'), 'TemplatesPage'),
})

const keysRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/keys',
  component: lazyRouteComponent(() => import('./routes/keys.tsx'), 'KeysPage'),
})

const auditRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/audit',
  validateSearch: AuditFilter,
  component: lazyRouteComponent(() => import('./routes/audit.tsx'), 'AuditPage'),
})

const healthRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/health',
  component: lazyRouteComponent(() => import('./routes/health.tsx'), 'HealthPage'),
})

const accountRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./routes/account.tsx'), 'AccountPage'),
})

const suppressionsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/suppressions',
  component: lazyRouteComponent(() => import('./routes/suppressions.tsx'), 'SuppressionsPage'),
})

const webhooksRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/webhooks',
  validateSearch: z.object({
    /** Whose deliveries are shown, and which of them. */
    webhook: orNothing(WebhookId),
    state: orNothing(z.enum(['waiting', 'dead'])),
  }),
  component: lazyRouteComponent(() => import('./routes/webhooks.tsx'), 'WebhooksPage'),
})

const campaignRoute = createRoute({
  getParentRoute: () => root,
  path: '/campaigns/$id',
  params: { parse: ({ id }) => ({ id: CampaignId.parse(id) }), stringify: ({ id }) => ({ id }) },
  validateSearch: z.object({
    /** The import whose progress and result are shown. */
    import: orNothing(ImportId),
    /** People are being added to it. */
    add: orNothing(z.literal(true)),
    /** The call that is looked at. */
    call: orNothing(AttemptId),
  }),
  component: lazyRouteComponent(() => import('./routes/campaign.tsx'), 'CampaignPage'),
})

const campaignResultsRoute = createRoute({
  getParentRoute: () => root,
  path: '/campaigns/$id/results',
  params: { parse: ({ id }) => ({ id: CampaignId.parse(id) }), stringify: ({ id }) => ({ id }) },
  validateSearch: z.object({ column, rate }),
  component: lazyRouteComponent(() => import('./routes/campaign-results.tsx'), 'CampaignResultsPage'),
})

const contactsRoute = createRoute({
  getParentRoute: () => root,
  path: '/campaigns/$id/contacts',
  params: { parse: ({ id }) => ({ id: CampaignId.parse(id) }), stringify: ({ id }) => ({ id }) },
  validateSearch: z.extend(ContactFilter, {
    /** The contact that is looked at. */
    contact: orNothing(ContactId),
  }),
  component: lazyRouteComponent(() => import('./routes/contacts.tsx'), 'ContactsPage'),
})

const settings = settingsRoute.addChildren([
  settingsIndexRoute,
  suppressionsRoute,
  templatesRoute,
  webhooksRoute,
  keysRoute,
  auditRoute,
  healthRoute,
  accountRoute,
])

export const createDashboardRouter = (history: RouterHistory) =>
  createRouter({
    routeTree: root.addChildren([
      listRoute,
      newCampaignRoute,
      campaignRoute,
      contactsRoute,
      campaignResultsRoute,
      campaignWallRoute,
      wallRoute,
      peopleRoute,
      resultsRoute,
      settings,
    ]),
    history,
    defaultPreload: 'intent',
    scrollRestoration: true,
  })

declare module '@tanstack/react-router' {
  interface HistoryState {
    sought?: Sought
  }
  interface Register {
    router: ReturnType<typeof createDashboardRouter>
  }
}
