// THE route table: API Gateway, the router, the dashboard's client and the documentation are driven by it.
import * as z from 'zod'
import { Call } from './attempt.ts'
import { Campaign, CampaignState, CampaignStats, CampaignWithStats, NewCampaign } from './campaign.ts'
import { Contact, ContactRow, ContactState, Import, Reject } from './contact.ts'
import { CampaignId, ImportId, Instant } from './ids.ts'

export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Path parameters in braces, as API Gateway writes them. */
  path: `/api/${string}`
  summary: string
  /** Statuses of success, the usual one first. */
  status: readonly [number, ...number[]]
  params: z.ZodObject
  query: z.ZodObject
  /** Absent: the request has no body. */
  body?: z.ZodType
  response: z.ZodType
}

const nothing = z.strictObject({})
const ofCampaign = z.strictObject({ id: CampaignId })

const page = (limit: number) => ({
  limit: z.coerce.number().int().min(1).max(limit).default(limit),
  /** `nextCursor` of the page before; opaque. */
  cursor: z.string().max(2_000).optional(),
})

const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() })

const NewUpload = z.strictObject({
  campaignId: CampaignId,
  /** The file's own name, for the report. */
  fileName: z
    .string()
    .min(1)
    .max(200)
    .regex(/\.csv$/i, 'must be a .csv file'),
})

const Upload = z.object({
  importId: ImportId,
  /** Send the file here with PUT and the content type text/csv, within five minutes. */
  url: z.string(),
  expiresAt: Instant,
})

export const StartFromCsv = NewCampaign.extend({
  /** The file's text, with a header line. Larger files go through POST /api/db/uploads. */
  csv: z.string().min(1).max(5_000_000),
  fileName: z.string().min(1).max(200).default('contacts.csv'),
})

const defineRoutes = <T extends Record<string, Route>>(table: T): T => table

export const routes = defineRoutes({
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
  startCampaign: {
    method: 'POST',
    path: '/api/db/campaigns/{id}/start',
    summary: 'Start calling; an active campaign is left as it is',
    status: [200],
    params: ofCampaign,
    query: nothing,
    response: Campaign,
  },
  pauseCampaign: {
    method: 'POST',
    path: '/api/db/campaigns/{id}/pause',
    summary: 'Place no more calls; live calls end by themselves. 200 when paused, 202 while a dial is still in flight',
    status: [202, 200],
    params: ofCampaign,
    query: nothing,
    response: Campaign,
  },
  resumeCampaign: {
    method: 'POST',
    path: '/api/db/campaigns/{id}/resume',
    summary: 'Go on with a paused campaign',
    status: [200],
    params: ofCampaign,
    query: nothing,
    response: Campaign,
  },
  stopCampaign: {
    method: 'POST',
    path: '/api/db/campaigns/{id}/stop',
    summary: 'Cancel the campaign: queued and ringing calls are cancelled, live calls end by themselves',
    status: [202, 200],
    params: ofCampaign,
    query: nothing,
    response: Campaign,
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
  listContacts: {
    method: 'GET',
    path: '/api/db/campaigns/{id}/contacts',
    summary: 'The contacts of a campaign',
    status: [200],
    params: ofCampaign,
    query: z.strictObject({ ...page(100), state: ContactState.optional() }),
    response: pageOf(Contact),
  },
  addContacts: {
    method: 'POST',
    path: '/api/db/campaigns/{id}/contacts',
    summary: 'Add contacts; a number that is already in the campaign is counted as a duplicate',
    status: [200],
    params: ofCampaign,
    query: nothing,
    body: z.strictObject({ contacts: z.array(ContactRow).min(1).max(1_000) }),
    response: z.object({ imported: z.int(), duplicates: z.int(), rejects: z.array(Reject) }),
  },
  listCalls: {
    method: 'GET',
    path: '/api/db/campaigns/{id}/calls',
    summary: 'The calls of a campaign, newest first; `live=true` gives those that are not over',
    status: [200],
    params: ofCampaign,
    query: z.strictObject({ ...page(100), live: z.stringbool().optional() }),
    response: pageOf(Call),
  },
  createUpload: {
    method: 'POST',
    path: '/api/db/uploads',
    summary: 'A presigned address to upload a contact list to',
    status: [201],
    params: nothing,
    query: nothing,
    body: NewUpload,
    response: Upload,
  },
  getImport: {
    method: 'GET',
    path: '/api/db/campaigns/{id}/imports/{importId}',
    summary: 'How far an import is, and what it could not use',
    status: [200],
    params: z.strictObject({ id: CampaignId, importId: ImportId }),
    query: nothing,
    response: Import,
  },
  createTicket: {
    method: 'POST',
    path: '/api/db/events/ticket',
    summary: 'A ticket that opens the WebSocket once, within 30 seconds: wss://…?ticket=…',
    status: [201],
    params: nothing,
    query: nothing,
    response: z.object({ ticket: z.string(), socketUrl: z.string(), expiresAt: Instant }),
  },
  health: {
    method: 'GET',
    path: '/api/health',
    summary: 'Whether the API and its table answer',
    status: [200],
    params: nothing,
    query: nothing,
    response: z.object({ ok: z.literal(true), time: Instant }),
  },
})

export type Routes = typeof routes
export type Operation = keyof Routes

const namesOf = <T extends object>(table: T): Extract<keyof T, string>[] => {
  const names: Extract<keyof T, string>[] = []
  for (const name in table) names.push(name)
  return names
}
export const operations: readonly Operation[] = namesOf(routes)

/** As API Gateway writes it. */
export const routeKey = ({ method, path }: Route): string => `${method} ${path}`
