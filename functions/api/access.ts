// Who somebody is here, the keys of programs, and the audit log.
import { apiKeys } from '#app/access/keys.ts'
import { accessRoutes } from '#contract/access-routes.ts'
import type { Group } from '#runtime/route-group.ts'
import type { Surroundings } from './surroundings.ts'

export const access = ({ ports }: Surroundings): Group<typeof accessRoutes> => {
  const keys = apiKeys(ports)
  return {
    routes: accessRoutes,
    operations: {
      whoAmI: async ({ caller }) => ({ body: caller }),
      listKeys: async ({ query }) => ({ body: await keys.list(query) }),
      createKey: async ({ body, caller }) => ({ body: await keys.create(body, caller) }),
      rotateKey: async ({ params, body }) => ({ body: await keys.rotate(params.keyId, body) }),
      revokeKey: async ({ params }) => ({ body: await keys.revoke(params.keyId) }),
      auditLog: async ({ query }) => ({ body: await ports.audit.list(query) }),
    },
  }
}
