// Calls over all campaigns, a call’s recording, and a call to one number.
import { allCalls } from '#app/calls/all-calls.ts'
import { recordingLink } from '#app/recordings/recording-link.ts'
import { callRoutes } from '#contract/call-routes.ts'
import type { Group } from '#runtime/route-group.ts'
import type { Surroundings } from './surroundings.ts'

export const calls = ({ ports, rules }: Surroundings): Group<typeof callRoutes> => ({
  routes: callRoutes,
  operations: {
    listAllCalls: async ({ query }) => ({ body: await allCalls(ports)(query) }),
    getRecording: async ({ params }) => ({ body: await recordingLink(ports)(params.callId) }),
    createCall: async ({ body, caller, idempotencyKey }) => {
      const { callOne } = await import('#app/calls/call-one.ts')
      return { body: await callOne(ports, rules())(body, { idempotencyKey: `${caller.principal}#${idempotencyKey}` }) }
    },
  },
})
