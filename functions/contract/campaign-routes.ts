// Routes of campaigns themselves: made, read, changed, deleted; and what is known of them.
import * as z from 'zod'
import { Activity } from './activity.ts'
import { Campaign, CampaignEdit, CampaignState, CampaignStats, CampaignWithLive, CampaignWithStats, NewCampaign } from './campaign.ts'
import { Import } from './import.ts'
import { defineRoutes, nothing, ofCampaign, page, pageOf } from './route.ts'
import { CampaignWhy } from './why.ts'

export const StartFromCsv = NewCampaign.extend({
  /** The file's text, with a header line. Larger files go through POST /api/db/uploads. */
  csv: z.string().min(1).max(5_000_000),
  fileName: z.string().min(1).max(200).default('contacts.csv'),
})

export const campaignRoutes = defineRoutes({
  listCampaigns: {
    method: 'GET',
    path: '/api/db/campaigns',
    summary: 'Campaigns, newest first',
    status: [200],
    params: nothing,
    query: z.strictObject({ ...page(50), state: CampaignState.optional() }),
    response: pageOf(CampaignWithStats),
  },
  createCampaign: {
    method: 'POST',
    path: '/api/db/campaigns',
    summary: 'Create a campaign; add contacts, then start it',
    status: [201],
    params: nothing,
    query: nothing,
    body: NewCampaign,
    response: Campaign,
  },
  startFromCsv: {
    method: 'POST',
    path: '/api/db/campaigns/start-from-csv',
    summary: 'Create a campaign from a CSV file and start it when the file is imported',
    status: [202],
    params: nothing,
    query: nothing,
    body: StartFromCsv,
    response: z.object({ campaign: Campaign, import: Import }),
  },
  getCampaign: {
    method: 'GET',
    path: '/api/db/campaigns/{id}',
    summary: 'One campaign with its counters',
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
    status: [200],
    params: ofCampaign,
    query: nothing,
    body: CampaignEdit,
    response: CampaignWithLive,
  },
  deleteCampaign: {
    method: 'DELETE',
    path: '/api/db/campaigns/{id}',
    summary: 'Delete: gone from the answer on, and stopped. 202 while live calls are ending by themselves',
    status: [202, 200],
    params: ofCampaign,
    query: nothing,
    response: CampaignWithLive,
  },
  campaignStats: {
    method: 'GET',
    path: '/api/db/campaigns/{id}/stats',
    summary: 'The counters of a campaign',
    status: [200],
    params: ofCampaign,
    query: nothing,
    response: CampaignStats,
  },
  campaignWhy: {
    method: 'GET',
    path: '/api/db/campaigns/{id}/why',
    summary: 'What holds the campaign back right now, in numbers, and until when',
    status: [200],
    params: ofCampaign,
    query: nothing,
    response: CampaignWhy,
  },
  campaignActivity: {
    method: 'GET',
    path: '/api/db/campaigns/{id}/activity',
    summary: 'Who or what did what with the campaign and why, newest first',
    status: [200],
    params: ofCampaign,
    query: z.strictObject(page(100)),
    response: pageOf(Activity),
  },
})
