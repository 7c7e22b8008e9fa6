// Numbers that nobody calls.

import { checkSuppression, listSuppressions, suppressNumber, unsuppressNumber } from '#app/contacts/suppressions.ts'
import { createSuppressionImport, getSuppressionImport, listSuppressionImports } from '#app/suppression-import/upload-numbers.ts'
import { suppressionRoutes } from '#contract/suppression-routes.ts'
import type { Group } from '#runtime/route-group.ts'
import type { Surroundings } from './surroundings.ts'

export const suppressions = ({ ports }: Surroundings): Group<typeof suppressionRoutes> => ({
  routes: suppressionRoutes,
  operations: {
    listSuppressions: async ({ query }) => ({ body: await listSuppressions(ports)(query) }),
    suppressNumber: async ({ body }) => ({ body: await suppressNumber(ports)(body) }),
    checkSuppression: async ({ params }) => ({ body: await checkSuppression(ports)(params.phone) }),
    unsuppressNumber: async ({ params, query }) => ({ body: await unsuppressNumber(ports)(params.phone, query.because) }),
    createSuppressionImport: async ({ body }) => ({ body: await createSuppressionImport(ports)(body) }),
    listSuppressionImports: async ({ query }) => ({ body: await listSuppressionImports(ports)(query) }),
    getSuppressionImport: async ({ params }) => ({ body: await getSuppressionImport(ports)(params.importId) }),
  },
})
