// A campaign’s contacts with what came of them, as files.
import { createExport, exportReport } from '#app/exports/export-report.ts'
import { exportRoutes } from '#contract/export-routes.ts'
import type { Group } from '#runtime/route-group.ts'
import type { Surroundings } from './surroundings.ts'

export const exports = ({ ports }: Surroundings): Group<typeof exportRoutes> => {
  const report = exportReport(ports)
  return {
    routes: exportRoutes,
    operations: {
      createExport: async ({ params, body }) => ({ body: await createExport(ports)(params.id, body.format) }),
      listExports: async ({ params, query }) => ({ body: await report.list(params.id, query) }),
      getExport: async ({ params }) => ({ body: await report.get(params.id, params.exportId) }),
    },
  }
}
