// Every route of the API: one trust boundary, one role.

import { apiKeys } from '#app/access/keys.ts'
import { accountStatus } from '#app/account-status.ts'
import { activityReport } from '#app/activity-report.ts'
import { addGivenContacts } from '#app/add-contacts.ts'
import { addList } from '#app/add-list.ts'
import { allCalls } from '#app/all-calls.ts'
import { callOne } from '#app/call-one.ts'
import { callReport } from '#app/call-report.ts'
import { campaignReport } from '#app/campaign-report.ts'
import { createCampaign } from '#app/create-campaign.ts'
import { deleteCampaign } from '#app/delete-campaign.ts'
import { dryRun } from '#app/dry-run.ts'
import { editCampaign } from '#app/edit-campaign.ts'
import { emergencyStop } from '#app/emergency-stop.ts'
import { endCall } from '#app/end-call.ts'
import { createExport, exportReport } from '#app/exports/export-report.ts'
import { findContacts } from '#app/find-contacts.ts'
import { healthReport } from '#app/health-report.ts'
import { importReport, undoImport } from '#app/import-report.ts'
import { listenIn } from '#app/listen-in.ts'
import { editContact, getContact } from '#app/one-contact.ts'
import { pauseCampaign } from '#app/pause-campaign.ts'
import { previewList } from '#app/preview/preview-list.ts'
import { problemReport } from '#app/problem-report.ts'
import type { CampaignRecord } from '#app/records.ts'
import { reopenCampaign } from '#app/reopen-campaign.ts'
import { connectSheet, disconnectSheet, sheetReport, sheetsOf } from '#app/sheet/connect-sheet.ts'
import { previewNewSheet, previewSheet } from '#app/sheet/preview-sheet.ts'
import { resumeCampaign, startCampaign } from '#app/start-campaign.ts'
import { startFromList } from '#app/start-from-list.ts'
import { stopCampaign } from '#app/stop-campaign.ts'
import { createSuppressionImport, getSuppressionImport, listSuppressionImports } from '#app/suppression-import/upload-numbers.ts'
import { checkSuppression, listSuppressions, suppressNumber, unsuppressNumber } from '#app/suppressions.ts'
import { removeContact, resetContact } from '#app/take-contact.ts'
import { createTemplate, deleteTemplate, editTemplate, getTemplate } from '#app/templates.ts'
import { createUpload } from '#app/upload-list.ts'
import { viewCall } from '#app/views.ts'
import { deliveryReport } from '#app/webhooks/delivery-report.ts'
import { testWebhook } from '#app/webhooks/test-webhook.ts'
import { webhooks } from '#app/webhooks/webhooks.ts'
import { campaignWhy, contactWhy } from '#app/why.ts'
import type { CampaignWithLive } from '#contract/campaign.ts'
import { isOver } from '#domain/attempt.ts'
import { environments, readEnvironment, rulesIn } from '#env'
import { listeningTokens } from '#providers/listening-token.ts'
import { readSecret } from '#providers/secrets.ts'
import { SigningSecret } from '#providers/signature.ts'
import { httpHandler } from '#runtime/http.ts'
import { live } from '#runtime/live.ts'
import { once } from '#runtime/once.ts'
import { sendingFrom } from '#runtime/sending.ts'

const environment = () => readEnvironment(environments.api)
const rules = () => rulesIn(environment())
const ports = live(environment)
const report = campaignReport(ports)
const imports = importReport(ports)
const exported = exportReport(ports)
const call = callReport(ports)
const activity = activityReport(ports)
const keys = apiKeys(ports)
const sending = sendingFrom(environment)
const hooks = webhooks(ports, sending)
const sent = deliveryReport(ports)
const passes = async () => listeningTokens({ ...(await readSecret(environment().SIGNING_SECRET_ID, SigningSecret)), clock: ports.clock })

/** Loaded and put together when somebody asks for them: most functions live and end without it. */
const documents = {
  openApi: once(async () => (await import('#contract/openapi/document.ts')).openApiDocument()),
  asyncApi: once(async () => (await import('#contract/asyncapi/document.ts')).asyncApiDocument()),
}

type Answer = { status: number; body: CampaignWithLive }

/** 202 while something that was asked for is still under way. */
const answer = async (campaign: CampaignRecord, isDone: (answered: CampaignWithLive) => boolean = () => true): Promise<Answer> => {
  const body = await report.withLive(campaign)
  return { status: isDone(body) ? 200 : 202, body }
}

export const handler = httpHandler(ports, {
  listCampaigns: async ({ query }) => ({ body: await report.list(query) }),
  createCampaign: async ({ body }) => ({ body: await createCampaign(ports)(body) }),
  startFromCsv: async ({ body, caller, idempotencyKey: key }) => ({
    body: await startFromList(ports, rules())(body, { idempotencyKey: key && `${caller.principal}#${key}` }),
  }),
  getCampaign: async ({ params }) => ({ body: await report.get(params.id) }),
  editCampaign: async ({ params, body, ifVersion }) => await answer(await editCampaign(ports)(params.id, { edit: body, ifVersion })),
  deleteCampaign: async ({ params }) =>
    await answer(await deleteCampaign(ports)(params.id), ({ state, live: calls }) => state !== 'stopping' && calls === 0),
  campaignStats: async ({ params }) => ({ body: await report.stats(params.id) }),
  campaignWhy: async ({ params }) => ({ body: await campaignWhy(ports, rules())(params.id) }),
  campaignActivity: async ({ params, query }) => ({ body: await activity.ofCampaign(params.id, query) }),

  startCampaign: async ({ params, query }) => {
    if (!query.dryRun) return await answer(await startCampaign(ports, rules())(params.id))
    const { campaign, estimate } = await dryRun(ports, rules())(params.id)
    return { body: { ...(await report.withLive(campaign)), dryRun: estimate } }
  },
  pauseCampaign: async ({ params }) => await answer(await pauseCampaign(ports)(params.id), ({ state }) => state === 'paused'),
  resumeCampaign: async ({ params }) => await answer(await resumeCampaign(ports, rules())(params.id)),
  stopCampaign: async ({ params, query }) =>
    await answer(await stopCampaign(ports)(params.id, { hangUpLive: query.live === 'hangup' }), ({ state }) => state === 'cancelled'),
  reopenCampaign: async ({ params, body }) => {
    const { campaign, contacts } = await reopenCampaign(ports, rules())(params.id, body.outcomes)
    const { status, body: answered } = await answer(campaign, ({ reopening }) => reopening === undefined)
    return { status, body: { ...answered, reopened: contacts } }
  },
  emergencyStop: async () => {
    const { campaigns, live: calls } = await emergencyStop(ports)()
    return { body: { campaigns: await Promise.all(campaigns.map(report.withLive)), live: calls } }
  },

  listContacts: async ({ params, query }) => ({ body: await findContacts(ports)(params.id, query) }),
  addContacts: async ({ params, body }) => ({ body: await addGivenContacts(ports)(params.id, body.contacts) }),
  contactWhy: async ({ params }) => ({ body: await contactWhy(ports, rules())(params.id, params.contactId) }),
  listCalls: async ({ params, query }) => ({ body: await report.calls(params.id, query) }),
  getCall: async ({ params }) => ({ body: await call.get(params.callId) }),
  getTranscript: async ({ params, query }) => ({ body: await call.transcript(params.callId, query) }),
  listenToCall: async ({ params }) => {
    const { activity, attempts, campaigns, clock, log } = ports
    const { path, expiresAt } = await listenIn({ activity, attempts, campaigns, clock, log, tokens: passes })(params.callId)
    return { body: { url: `${environment().LISTEN_URL}${path}`, expiresAt } }
  },
  endCall: async ({ params }) => {
    const attempt = await endCall(ports)(params.callId)
    return { status: isOver(attempt.state) ? 200 : 202, body: viewCall(attempt) }
  },
  getContact: async ({ params }) => await getContact(ports)(params),
  editContact: async ({ params, body, ifDigest }) => await editContact(ports)(params, { edit: body, ifDigest }),
  removeContact: async ({ params }) => await removeContact(ports)(params),
  resetContact: async ({ params }) => await resetContact(ports, rules())(params),
  listAllCalls: async ({ query }) => ({ body: await allCalls(ports)(query) }),
  createCall: async ({ body, caller, idempotencyKey }) => ({
    body: await callOne(ports, rules())(body, { idempotencyKey: `${caller.principal}#${idempotencyKey}` }),
  }),
  createUpload: async ({ body }) => ({ body: await createUpload(ports)(body) }),
  previewList: async ({ body }) => ({ body: await previewList(ports, rules())(body) }),
  listImports: async ({ params, query }) => ({ body: await imports.list(params.id, query) }),
  addList: async ({ params, body }) => ({ body: await addList(ports)(params.id, body) }),
  getImport: async ({ params }) => ({ body: await imports.get(params.id, params.importId) }),
  undoImport: async ({ params }) => {
    const body = await undoImport(ports)(params.id, params.importId)
    return { status: body.state === 'undoing' ? 202 : 200, body }
  },

  createExport: async ({ params, body }) => ({ body: await createExport(ports)(params.id, body.format) }),
  listExports: async ({ params, query }) => ({ body: await exported.list(params.id, query) }),
  getExport: async ({ params }) => ({ body: await exported.get(params.id, params.exportId) }),

  listTemplates: async ({ query }) => ({ body: await ports.templates.list(query) }),
  createTemplate: async ({ body }) => ({ body: await createTemplate(ports)(body) }),
  getTemplate: async ({ params }) => ({ body: await getTemplate(ports)(params.templateId) }),
  editTemplate: async ({ params, body, ifVersion }) => ({ body: await editTemplate(ports)(params.templateId, { edit: body, ifVersion }) }),
  deleteTemplate: async ({ params }) => ({ body: await deleteTemplate(ports)(params.templateId) }),

  connectSheet: async ({ params, body }) => ({ body: await connectSheet(ports)(params.id, body) }),
  getSheet: async ({ params }) => ({ body: await sheetReport(ports)(params.id) }),
  listSheets: async ({ params }) => ({ body: await sheetsOf(ports)(params.id) }),
  disconnectSheet: async ({ params }) => ({ body: await disconnectSheet(ports)(params.id) }),
  previewSheet: async ({ params, body }) => ({ body: await previewSheet(ports)(params.id, body) }),
  previewNewSheet: async ({ body }) => ({ body: await previewNewSheet(ports)(body) }),

  listSuppressions: async ({ query }) => ({ body: await listSuppressions(ports)(query) }),
  suppressNumber: async ({ body }) => ({ body: await suppressNumber(ports)(body) }),
  checkSuppression: async ({ params }) => ({ body: await checkSuppression(ports)(params.phone) }),
  unsuppressNumber: async ({ params, query }) => ({ body: await unsuppressNumber(ports)(params.phone, query.because) }),
  createSuppressionImport: async ({ body }) => ({ body: await createSuppressionImport(ports)(body) }),
  listSuppressionImports: async ({ query }) => ({ body: await listSuppressionImports(ports)(query) }),
  getSuppressionImport: async ({ params }) => ({ body: await getSuppressionImport(ports)(params.importId) }),
  accountStatus: async () => ({ body: await accountStatus(ports, rules())() }),
  accountActivity: async ({ query }) => ({ body: await activity.ofAccount(query) }),
  whoAmI: async ({ caller }) => ({ body: caller }),
  listKeys: async ({ query }) => ({ body: await keys.list(query) }),
  createKey: async ({ body, caller }) => ({ body: await keys.create(body, caller) }),
  rotateKey: async ({ params, body }) => ({ body: await keys.rotate(params.keyId, body) }),
  revokeKey: async ({ params }) => ({ body: await keys.revoke(params.keyId) }),
  listWebhooks: async ({ query }) => ({ body: await hooks.list(query) }),
  createWebhook: async ({ body, caller }) => ({ body: await hooks.create(body, caller) }),
  getWebhook: async ({ params }) => ({ body: await hooks.get(params.webhookId) }),
  editWebhook: async ({ params, body, ifVersion }) => ({ body: await hooks.edit(params.webhookId, { edit: body, ifVersion }) }),
  deleteWebhook: async ({ params }) => ({ body: await hooks.remove(params.webhookId) }),
  rotateWebhookSecret: async ({ params, body }) => ({ body: await hooks.rotate(params.webhookId, body) }),
  testWebhook: async ({ params }) => ({ body: await testWebhook(ports, sending)(params.webhookId) }),
  listDeliveries: async ({ params, query }) => ({ body: await sent.list(params.webhookId, query) }),
  getDelivery: async ({ params }) => ({ body: await sent.get(params.webhookId, params.eventId) }),
  replayDelivery: async ({ params }) => ({ body: await sent.replay(params.webhookId, params.eventId) }),
  replayDead: async ({ params }) => ({ body: await sent.replayAll(params.webhookId) }),
  auditLog: async ({ query }) => ({ body: await ports.audit.list(query) }),
  createTicket: async ({ caller }) => ({ body: { ...(await ports.viewers.issueTicket(caller)), socketUrl: environment().LIVE_URL } }),
  health: async () => ({ body: await healthReport(ports)() }),
  problem: async ({ params }) => ({ body: problemReport(params.code) }),
  openApi: async () => ({ body: await documents.openApi() }),
  asyncApi: async () => ({ body: await documents.asyncApi() }),
})
