// Google Sheets that contacts come from and results go to.
import { connectSheet, disconnectSheet, sheetReport, sheetsOf } from '#app/sheet/connect-sheet.ts'
import { previewNewSheet, previewSheet } from '#app/sheet/preview-sheet.ts'
import { sheetRoutes } from '#contract/sheet-routes.ts'
import type { Group } from '#runtime/route-group.ts'
import type { Surroundings } from './surroundings.ts'

export const sheets = ({ ports }: Surroundings): Group<typeof sheetRoutes> => ({
  routes: sheetRoutes,
  operations: {
    connectSheet: async ({ params, body }) => ({ body: await connectSheet(ports)(params.id, body) }),
    getSheet: async ({ params }) => ({ body: await sheetReport(ports)(params.id) }),
    listSheets: async ({ params }) => ({ body: await sheetsOf(ports)(params.id) }),
    disconnectSheet: async ({ params }) => ({ body: await disconnectSheet(ports)(params.id) }),
    previewSheet: async ({ params, body }) => ({ body: await previewSheet(ports)(params.id, body) }),
    previewNewSheet: async ({ body }) => ({ body: await previewNewSheet(ports)(body) }),
  },
})
