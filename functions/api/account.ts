// The account, the ticket of a WebSocket, and what everybody may read.
import { accountStatus } from '#app/account/account-status.ts'
import { activityReport } from '#app/campaigns/activity-report.ts'
import { healthReport } from '#app/health-report.ts'
import { problemReport } from '#app/problem-report.ts'
import { accountRoutes } from '#contract/account-routes.ts'
import type { Group } from '#runtime/route-group.ts'
import type { Surroundings } from './surroundings.ts'

/** Put together when somebody asks for them: most functions live and end without it. */
const documents = () => import('#api/documents.ts')

export const account = ({ ports, environment, rules }: Surroundings): Group<typeof accountRoutes> => ({
  routes: accountRoutes,
  operations: {
    accountStatus: async () => ({ body: await accountStatus(ports, rules())() }),
    accountActivity: async ({ query }) => ({ body: await activityReport(ports).ofAccount(query) }),
    createTicket: async ({ caller }) => ({ body: { ...(await ports.viewers.issueTicket(caller)), socketUrl: environment().LIVE_URL } }),
    health: async () => ({ body: await healthReport(ports)() }),
    problem: async ({ params }) => ({ body: problemReport(params.code) }),
    openApi: async () => ({ body: (await documents()).openApi() }),
    asyncApi: async () => ({ body: (await documents()).asyncApi() }),
  },
})
