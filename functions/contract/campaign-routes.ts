// Routes of campaigns themselves: made, read, changed, deleted; and what is known of them.
import * as z from 'zod/mini'
import { Activity } from './activity.ts'
import { CampaignBreakdown } from './breakdown.ts'
import { Campaign, CampaignStats, CampaignWithLive, CampaignWithStats } from './campaign.ts'
import { CampaignEdit, NewCampaign } from './campaign-edit.ts'
import { campaignForm } from './campaign-form.ts'
import { CampaignState } from './campaign-parts.ts'
import { ImportId, Instant } from './ids.ts'
import { Import } from './import.ts'
import { MOST_LIST_REQUEST_BYTES } from './list-file.ts'
import { trimmed } from './parts.ts'
import { defineRoutes, nothing, ofCampaign, page, pageOf } from './route.ts'
import { CampaignRequest, FromTemplate } from './template.ts'
import { CampaignWhy } from './why.ts'

const list = {
  /** The list as text, in JSON. In a form it comes as the part `file`, of any kind that lists come in. */
  csv: z.optional(z.string().check(z.minLength(1), z.maxLength(5_000_000))),
  file: z.optional(z.instanceof(Uint8Array, { error: 'comes as a part of a form; in JSON send the list’s text as csv' })),
  /** Of an upload that waits for its campaign, in place of the list itself. */
  importId: z.optional(ImportId),
  /** Of a workbook; absent: its first. */
  sheet: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
  /** The draft starts by itself then, instead of when its list is imported. */
  startsAt: z.optional(Instant),
  fileName: z._default(z.string().check(z.minLength(1), z.maxLength(200)), 'contacts.csv'),
}

/** Larger files go through POST /api/db/uploads. */
const NewCampaignFromCsv = z.extend(NewCampaign, list)
export const StartFromCsv = z.union([NewCampaignFromCsv, z.extend(FromTemplate, list)])
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
      state: z.optional(CampaignState),
      /** Stands somewhere in the name, whatever its capitals. */
      search: z.optional(trimmed(200)),
      /** `-`: the other way round. */
      sort: z.optional(z.enum(['-createdAt', 'createdAt', 'name', '-name'])),
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
    summary: 'Create a campaign from a list, in JSON or as a form with a file, and start it when the list is imported, or at `startsAt`',
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
  campaignBreakdown: {
    method: 'GET',
    path: '/api/db/campaigns/{id}/breakdown',
    summary: 'What its calls came to by hour and weekday where the contact is, by attempt, and by the columns of its lists',
    role: 'viewer',
    status: [200],
    params: ofCampaign,
    query: nothing,
    response: CampaignBreakdown,
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
