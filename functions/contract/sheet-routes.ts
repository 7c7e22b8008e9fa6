// Routes of the Google Sheet that a campaign works from.
import { defineRoutes, nothing, ofCampaign } from './route.ts'
import { NewSheetSource, Sheet, SheetPreview, SheetSource } from './sheet.ts'

export const sheetRoutes = defineRoutes({
  connectSheet: {
    method: 'PUT',
    path: '/api/db/campaigns/{id}/sheet',
    summary: 'Connect a Google Sheet: its rows are taken now and, while the campaign is at work, every minute; results are written back',
    role: 'operator',
    status: [200],
    params: ofCampaign,
    query: nothing,
    body: SheetSource,
    response: Sheet,
  },
  getSheet: {
    method: 'GET',
    path: '/api/db/campaigns/{id}/sheet',
    summary: 'The connected sheet, and what is wrong with it',
    role: 'viewer',
    status: [200],
    params: ofCampaign,
    query: nothing,
    response: Sheet,
  },
  disconnectSheet: {
    method: 'DELETE',
    path: '/api/db/campaigns/{id}/sheet',
    summary: 'Disconnect the sheet; its contacts stay in the campaign, and what was written stays in the sheet',
    role: 'operator',
    status: [200],
    params: ofCampaign,
    query: nothing,
    response: Sheet,
  },
  previewSheet: {
    method: 'POST',
    path: '/api/db/campaigns/{id}/sheet/preview',
    summary: 'What connecting a sheet would do: its columns, its first rows, and how many would be taken. Changes nothing',
    role: 'operator',
    status: [200],
    params: ofCampaign,
    query: nothing,
    body: SheetSource,
    response: SheetPreview,
  },
  previewNewSheet: {
    method: 'POST',
    path: '/api/db/sheets/preview',
    summary: 'What connecting a sheet would do to a campaign that is still to be made. Changes nothing',
    role: 'operator',
    status: [200],
    params: nothing,
    query: nothing,
    body: NewSheetSource,
    response: SheetPreview,
  },
})
