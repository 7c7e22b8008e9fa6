// Every route of the API: one trust boundary, one role.
import { addContacts } from '#app/add-contacts.ts'
import { campaignReport } from '#app/campaign-report.ts'
import { createCampaign, startFromCsv } from '#app/create-campaign.ts'
import { pauseCampaign } from '#app/pause-campaign.ts'
import { resumeCampaign, startCampaign } from '#app/start-campaign.ts'
import { stopCampaign } from '#app/stop-campaign.ts'
import { createUpload } from '#app/upload-list.ts'
import { viewCampaign } from '#app/views.ts'
import { environments, readEnvironment } from '#env'
import { httpHandler } from '#runtime/http.ts'
import { live } from '#runtime/live.ts'

const environment = () => readEnvironment(environments.api)
const ports = live(environment)
const report = campaignReport(ports)

/** 202 while something that was asked for is still under way. */
const doneOrNot = (isDone: boolean): number => (isDone ? 200 : 202)

export const handler = httpHandler({
  listCampaigns: async ({ query }) => ({ body: await report.list(query) }),
  createCampaign: async ({ body }) => ({ body: await createCampaign(ports)(body) }),
  startFromCsv: async ({ body }) => ({ body: await startFromCsv(ports)(body) }),
  getCampaign: async ({ params }) => ({ body: await report.get(params.id) }),
  startCampaign: async ({ params }) => ({ body: viewCampaign(await startCampaign(ports)(params.id)) }),
  pauseCampaign: async ({ params }) => {
    const campaign = await pauseCampaign(ports)(params.id)
    return { status: doneOrNot(campaign.state === 'paused'), body: viewCampaign(campaign) }
  },
  resumeCampaign: async ({ params }) => ({ body: viewCampaign(await resumeCampaign(ports)(params.id)) }),
  stopCampaign: async ({ params }) => {
    const campaign = await stopCampaign(ports)(params.id)
    return { status: doneOrNot(campaign.state === 'cancelled'), body: viewCampaign(campaign) }
  },
  campaignStats: async ({ params }) => ({ body: await report.stats(params.id) }),
  listContacts: async ({ params, query }) => ({ body: await report.contacts(params.id, query) }),
  addContacts: async ({ params, body }) => ({ body: await addContacts(ports)(params.id, body.contacts) }),
  listCalls: async ({ params, query }) => ({ body: await report.calls(params.id, query) }),
  createUpload: async ({ body }) => ({ body: await createUpload(ports)(body) }),
  getImport: async ({ params }) => ({ body: await report.import(params.id, params.importId) }),
  createTicket: async () => ({ body: { ...(await ports.viewers.issueTicket()), socketUrl: environment().SOCKET_URL } }),
  health: async () => {
    await ports.campaigns.list({ limit: 1 })
    return { body: { ok: true, time: new Date(ports.clock.now()).toISOString() } }
  },
})
