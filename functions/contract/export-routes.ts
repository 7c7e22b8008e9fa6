// Exports: what came of a campaign, to be fetched as a file.
import * as z from 'zod/mini'
import { Export, ExportWithFile, NewExport } from './export.ts'
import { CampaignId, ExportId } from './ids.ts'
import { defineRoutes, nothing, ofCampaign, page, pageOf } from './route.ts'

const ofExport = z.strictObject({ id: CampaignId, exportId: ExportId })

export const exportRoutes = defineRoutes({
  createExport: {
    method: 'POST',
    path: '/api/db/campaigns/{id}/exports',
    summary: 'Write the campaign’s contacts, and what came of them, into a file',
    role: 'operator',
    status: [202],
    location: '/api/db/campaigns/{campaignId}/exports/{id}',
    params: ofCampaign,
    query: nothing,
    body: NewExport,
    response: Export,
  },
  listExports: {
    method: 'GET',
    path: '/api/db/campaigns/{id}/exports',
    summary: 'The exports of a campaign, newest first',
    role: 'viewer',
    status: [200],
    params: ofCampaign,
    query: z.strictObject(page(100)),
    response: pageOf(Export),
  },
  getExport: {
    method: 'GET',
    path: '/api/db/campaigns/{id}/exports/{exportId}',
    summary: 'How far an export is, and where its file can be fetched',
    role: 'viewer',
    status: [200],
    params: ofExport,
    query: nothing,
    response: ExportWithFile,
  },
})
