// The addresses of the page. What stands in an address is enough to come back to what was seen.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, type RouterHistory } from '@tanstack/react-router'
import * as z from 'zod'
import { AttemptId, CampaignId, ContactId, ImportId, TemplateId, WebhookId } from '#contract/ids.ts'
import { Step } from './features/new-campaign/steps.ts'
import { CampaignFilter } from './held/campaign-filter.ts'
import { ContactFilter } from './held/contact-filter.ts'
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
    step: Step.optional().catch(undefined),
    /** The campaign or the template that the new one begins as. */
    from: CampaignId.or(TemplateId).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./routes/new-campaign.tsx'), 'NewCampaignPage'),
})

const suppressionsRoute = createRoute({
  getParentRoute: () => root,
  path: '/settings/suppressions',
  component: lazyRouteComponent(() => import('./routes/suppressions.tsx'), 'SuppressionsPage'),
})

const webhooksRoute = createRoute({
  getParentRoute: () => root,
  path: '/settings/webhooks',
  validateSearch: z.object({
    /** Whose deliveries are shown, and which of them. */
    webhook: WebhookId.optional().catch(undefined),
    state: z.enum(['waiting', 'dead']).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./routes/webhooks.tsx'), 'WebhooksPage'),
})

const campaignRoute = createRoute({
  getParentRoute: () => root,
  path: '/campaigns/$id',
  params: { parse: ({ id }) => ({ id: CampaignId.parse(id) }), stringify: ({ id }) => ({ id }) },
  validateSearch: z.object({
    /** The import whose progress and result are shown. */
    import: ImportId.optional().catch(undefined),
    /** People are being added to it. */
    add: z.literal(true).optional().catch(undefined),
    /** The call that is looked at. */
    call: AttemptId.optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./routes/campaign.tsx'), 'CampaignPage'),
})

const contactsRoute = createRoute({
  getParentRoute: () => root,
  path: '/campaigns/$id/contacts',
  params: { parse: ({ id }) => ({ id: CampaignId.parse(id) }), stringify: ({ id }) => ({ id }) },
  validateSearch: ContactFilter.extend({
    /** The contact that is looked at. */
    contact: ContactId.optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./routes/contacts.tsx'), 'ContactsPage'),
})

export const createDashboardRouter = (history: RouterHistory) =>
  createRouter({
    routeTree: root.addChildren([listRoute, newCampaignRoute, suppressionsRoute, webhooksRoute, campaignRoute, contactsRoute]),
    history,
    defaultPreload: 'intent',
    scrollRestoration: true,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createDashboardRouter>
  }
}
