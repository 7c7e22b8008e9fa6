// Routes of campaigns themselves: made, read, changed, deleted; and what is known of them.
import * as z from 'zod'
import { Activity } from './activity.ts'
import { Campaign, CampaignEdit, CampaignState, CampaignStats, CampaignWithLive, CampaignWithStats, NewCampaign } from './campaign.ts'
import { campaignForm } from './campaign-form.ts'
import { ImportId } from './ids.ts'
import { Import } from './import.ts'
import { MOST_LIST_REQUEST_BYTES } from './list-file.ts'
import { defineRoutes, nothing, ofCampaign, page, pageOf } from './route.ts'
import { CampaignRequest, FromTemplate } from './template.ts'
import { CampaignWhy } from './why.ts'

const list = {
  /** The list as text, in JSON. In a form it comes as the part `file`, of any kind that lists come in. */
  csv: z.string().min(1).max(5_000_000).optional(),
  file: z.instanceof(Uint8Array, { error: 'comes as a part of a form; in JSON send the list’s text as csv' }).optional(),
  /** Of an upload that waits for its campaign, in place of the list itself. */
  importId: ImportId.optional(),
  /** Of a workbook; absent: its first. */
  sheet: z.string().min(1).max(100).optional(),
  fileName: z.string().min(1).max(200).default('contacts.csv'),
}

/** Larger files go through POST /api/db/uploads. */
const NewCampaignFromCsv = NewCampaign.extend(list)
export const StartFromCsv = z.union([NewCampaignFromCsv, FromTemplate.extend(list)])
export type StartFromCsv = z.infer<typeof StartFromCsv>

export const campaignRoutes = defineRoutes({
  listCampaigns: {
    method: 'GET',
    path: '/api/db/campaigns',
    summary: 'Campaigns, newest first unless sorted otherwise. A filter may leave a page short; `nextCursor` says whether there is more',
    role: 'viewer',
    status: [200],
    params: nothing,
    query: z.strictObject({
      ...page(100, 50),
      state: CampaignState.optional(),
      /** Stands somewhere in the name, whatever its capitals. */
      search: z.string().trim().min(1).max(200).optional(),
      /** `-`: the other way round. */
      sort: z.enum(['-createdAt', 'createdAt', 'name', '-name']).optional(),
    }),
    response: pageOf(CampaignWithStats),
  },
  createCampaign: {
    method: 'POST',
    path: '/api/db/campaigns',
    summary: 'Create a campaign, whole or from a template; add contacts, then start it',
    role: 'operator',
    status: [201],
    params: nothing,
    query: nothing,
    body: CampaignRequest,
    location: '/api/db/campaigns/{id}',
    ifMatch: 'version',
    response: Campaign,
  },
  startFromCsv: {
    method: 'POST',
    path: '/api/db/campaigns/start-from-csv',
    summary: 'Create a campaign from a list, in JSON or as a form with a file, and start it when the list is imported',
    role: 'operator',
    status: [202],
    params: nothing,
    query: nothing,
    body: StartFromCsv,
    form: campaignForm,
    bodyLimit: MOST_LIST_REQUEST_BYTES,
    location: '/api/db/campaigns/{campaign.id}/imports/{import.id}',
    response: z.object({ campaign: Campaign, import: Import }),
  },
  getCampaign: {
    method: 'GET',
    path: '/api/db/campaigns/{id}',
    summary: 'One campaign with its counters',
    ifMatch: 'version',
    role: 'viewer',
    status: [200],
    params: ofCampaign,
    query: nothing,
    response: CampaignWithStats,
  },
  editCampaign: {
    method: 'PUT',
    path: '/api/db/campaigns/{id}',
    summary:
      'Change what is named, in any state; calls claimed from then on use it. `If-Match: "<version>"` refuses when it has changed since',
    role: 'operator',
    status: [200],
    params: ofCampaign,
    query: nothing,
    body: CampaignEdit,
    ifMatch: 'version',
    response: CampaignWithLive,
  },
  deleteCampaign: {
    method: 'DELETE',
    path: '/api/db/campaigns/{id}',
    summary: 'Delete: gone from the answer on, and stopped. 202 while live calls are ending by themselves',
    role: 'operator',
    status: [202, 200],
    params: ofCampaign,
    query: nothing,
    location: '/api/db/campaigns/{id}',
    response: CampaignWithLive,
  },
  campaignStats: {
    method: 'GET',
    path: '/api/db/campaigns/{id}/stats',
    summary: 'The counters of a campaign',
    role: 'viewer',
    status: [200],
    params: ofCampaign,
    query: nothing,
    response: CampaignStats,
  },
  campaignWhy: {
    method: 'GET',
    path: '/api/db/campaigns/{id}/why',
    summary: 'What holds the campaign back right now, in numbers, and until when',
    role: 'viewer',
    status: [200],
    params: ofCampaign,
    query: nothing,
    response: CampaignWhy,
  },
  campaignActivity: {
    method: 'GET',
    path: '/api/db/campaigns/{id}/activity',
    summary: 'Who or what did what with the campaign and why, newest first',
    role: 'viewer',
    status: [200],
    params: ofCampaign,
    query: z.strictObject(page(100)),
    response: pageOf(Activity),
  },
})
