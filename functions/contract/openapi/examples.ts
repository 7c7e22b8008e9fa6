// A request for each operation, as the document shows it. The tests send every one of them.
import type * as z from 'zod/mini'
import type { Operation, Routes } from '#contract/routes.ts'

export type Example = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }
type Fitting<R> = Example &
  (R extends { params: infer P extends z.ZodMiniType }
    ? Record<never, never> extends z.input<P>
      ? unknown
      : { params: z.input<P> }
    : unknown) &
  (R extends { query: infer Q extends z.ZodMiniType } ? { query?: z.input<Q> } : unknown) &
  (R extends { body: infer B extends z.ZodMiniType } ? { body: z.input<B> } : unknown)

export const EXAMPLE_IDS = {
  campaign: 'cmp_01JD0000000000000000000001',
  contact: 'ctc_00123456789abcdef012345678',
  call: 'att_01JD0000000000000000000001_00123456789abcdef012345678_1',
  import: 'imp_01JD0000000000000000000001',
  suppressionImport: 'imp_01JD0000000000000000000002',
  export: 'exp_01JD0000000000000000000001',
  template: 'tpl_01JD0000000000000000000001',
  key: 'key_01JD0000000000000000000001',
  webhook: 'whk_01JD0000000000000000000001',
  event: 'evt_01JD0000000000000000000001_00000000000000000000000001',
  suppressed: '+12025550199',
} as const

const ofCampaign = { params: { id: EXAMPLE_IDS.campaign } }
const ofContact = { params: { id: EXAMPLE_IDS.campaign, contactId: EXAMPLE_IDS.contact } }
const ofImport = { params: { id: EXAMPLE_IDS.campaign, importId: EXAMPLE_IDS.import } }
const ofCall = { params: { callId: EXAMPLE_IDS.call } }
const ofExport = { params: { id: EXAMPLE_IDS.campaign, exportId: EXAMPLE_IDS.export } }
const ofWebhook = { params: { webhookId: EXAMPLE_IDS.webhook } }
const ofDelivery = { params: { webhookId: EXAMPLE_IDS.webhook, eventId: EXAMPLE_IDS.event } }
const ofTemplate = { params: { templateId: EXAMPLE_IDS.template } }

const words = {
  name: 'Renewals',
  prompt: 'Ask whether they want to renew {{plan}}.',
  firstMessage: 'Hello {{name}}, do you have a minute?',
}
const csv = 'phone,name,plan\n+12025550142,Ana,Gold\n+12025550143,Ben,Silver'
const sheet = { spreadsheet: 'https://docs.google.com/spreadsheets/d/1AbC/edit', mapping: { Handy: 'phone' } } as const

export const examples: { [O in Operation]: Fitting<Routes[O]> } = {
  createExport: { ...ofCampaign, body: { format: 'xlsx' } },
  listExports: ofCampaign,
  getExport: ofExport,
  listCampaigns: { query: { limit: 20, search: 'renew', sort: '-createdAt' } },
  createCampaign: { body: { ...words, settings: { maxConcurrentCalls: 5, callDelay: 5_000 } } },
  startFromCsv: { body: { ...words, csv } },
  getCampaign: ofCampaign,
  editCampaign: { ...ofCampaign, body: { firstMessage: 'Good morning {{name}}!', settings: { callDelay: 2_000 } } },
  deleteCampaign: ofCampaign,
  campaignStats: ofCampaign,
  campaignWhy: ofCampaign,
  campaignBreakdown: ofCampaign,
  campaignActivity: { ...ofCampaign, query: { limit: 20 } },

  startCampaign: { ...ofCampaign, query: { dryRun: 'true' } },
  scheduleCampaign: { ...ofCampaign, body: { startsAt: '2026-12-01T09:00:00.000Z' } },
  unscheduleCampaign: ofCampaign,
  pauseCampaign: ofCampaign,
  resumeCampaign: ofCampaign,
  stopCampaign: { ...ofCampaign, query: { live: 'hangup' } },
  reopenCampaign: { ...ofCampaign, body: { outcomes: ['busy', 'no-answer'] } },
  emergencyStop: {},

  listContacts: { ...ofCampaign, query: { limit: 20, state: 'pending' } },
  addContacts: { ...ofCampaign, body: { contacts: [{ phone: '+12025550144', name: 'Cleo', variables: { plan: 'Gold' } }] } },
  contactWhy: ofContact,
  getContact: ofContact,
  editContact: { ...ofContact, body: { name: 'Ana Lee', variables: { plan: 'Platinum' } } },
  removeContact: ofContact,
  resetContact: ofContact,
  listAllCalls: { query: { limit: 20, outcome: 'human' } },
  createCall: {
    body: { phone: '+12025550146', name: 'Dora', prompt: words.prompt, firstMessage: words.firstMessage, variables: { plan: 'Gold' } },
  },
  listCalls: { ...ofCampaign, query: { limit: 20 } },
  getCall: ofCall,
  getTranscript: { ...ofCall, query: { limit: 100 } },
  getRecording: ofCall,
  listenToCall: ofCall,
  endCall: ofCall,
  createUpload: { body: { campaignId: EXAMPLE_IDS.campaign, fileName: 'contacts.csv' } },
  previewList: { body: { csv, prompt: words.prompt, firstMessage: words.firstMessage } },
  listImports: ofCampaign,
  addList: { ...ofCampaign, body: { csv, fileName: 'june.csv' } },
  getImport: ofImport,
  undoImport: ofImport,

  listTemplates: { query: { limit: 20 } },
  createTemplate: { body: words },
  getTemplate: ofTemplate,
  editTemplate: { ...ofTemplate, body: { prompt: 'Ask whether they want to renew. Be brief.' } },
  deleteTemplate: ofTemplate,

  connectSheet: { ...ofCampaign, body: sheet },
  getSheet: ofCampaign,
  listSheets: ofCampaign,
  disconnectSheet: ofCampaign,
  previewSheet: { ...ofCampaign, body: sheet },
  previewNewSheet: { body: sheet },

  listSuppressions: { query: { limit: 20 } },
  suppressNumber: { body: { phone: '+12025550145', because: 'asked for it by letter' } },
  checkSuppression: { params: { phone: EXAMPLE_IDS.suppressed } },
  unsuppressNumber: { params: { phone: EXAMPLE_IDS.suppressed }, query: { because: 'asked to be called again' } },
  createSuppressionImport: { body: { fileName: 'do-not-call.csv' } },
  listSuppressionImports: { query: { limit: 20 } },
  getSuppressionImport: { params: { importId: EXAMPLE_IDS.suppressionImport } },

  findPerson: { body: { phone: '+1 202 555 0142' } },
  exportPerson: { body: { phone: '+1 202 555 0147' } },
  erasePerson: { body: { phone: '+1 202 555 0147', because: 'asked for it by letter' } },

  accountStatus: {},
  whoAmI: {},
  listKeys: { query: { limit: 20 } },
  createKey: { body: { name: 'Nightly import', scope: 'operate', expiresInDays: 365 } },
  rotateKey: { params: { keyId: EXAMPLE_IDS.key }, body: { overlapHours: 24 } },
  revokeKey: { params: { keyId: EXAMPLE_IDS.key } },
  listWebhooks: { query: { limit: 20 } },
  createWebhook: { body: { name: 'CRM', url: 'https://crm.example.com/ringmaster', events: ['call.ended', 'call.updated'] } },
  getWebhook: ofWebhook,
  editWebhook: { ...ofWebhook, body: { isActive: false } },
  deleteWebhook: ofWebhook,
  rotateWebhookSecret: { ...ofWebhook, body: { overlapHours: 24 } },
  testWebhook: ofWebhook,
  listDeliveries: { ...ofWebhook, query: { limit: 20, state: 'dead' } },
  getDelivery: ofDelivery,
  replayDelivery: ofDelivery,
  replayDead: ofWebhook,
  auditLog: { query: { limit: 20, outcome: 'denied' } },

  accountActivity: { query: { limit: 20 } },
  createTicket: {},
  health: {},
  problem: { params: { code: 'conflict' } },
  asyncApi: {},
  openApi: {},
}
