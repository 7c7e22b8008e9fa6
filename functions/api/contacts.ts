// The contacts and calls of a campaign, and the lists that contacts come from.
import { callReport } from '#app/calls/call-report.ts'
import { endCall } from '#app/calls/end-call.ts'
import { campaignReport } from '#app/campaigns/campaign-report.ts'
import { findContacts } from '#app/contacts/find-contacts.ts'
import { listenIn } from '#app/conversation/listen-in.ts'
import { importReport, undoImport } from '#app/imports/import-report.ts'
import { createUpload } from '#app/imports/upload-list.ts'
import { viewCall } from '#app/views.ts'
import { contactRoutes } from '#contract/contact-routes.ts'
import { isOver } from '#domain/attempt.ts'
import { listeningTokens } from '#providers/listening-token.ts'
import { readSecret } from '#providers/secrets.ts'
import { SigningSecret } from '#providers/signature.ts'
import type { Group } from '#runtime/route-group.ts'
import type { Surroundings } from './surroundings.ts'

/** What reads lists and numbers is loaded when one is sent: the numbering plans of the world are in it. */
export const contacts = ({ ports, environment, rules }: Surroundings): Group<typeof contactRoutes> => {
  const report = campaignReport(ports)
  const imports = importReport(ports)
  const call = callReport(ports)
  const passes = async () => listeningTokens({ ...(await readSecret(environment().SIGNING_SECRET_ID, SigningSecret)), clock: ports.clock })
  return {
    routes: contactRoutes,
    operations: {
      listContacts: async ({ params, query }) => ({ body: await findContacts(ports)(params.id, query) }),
      addContacts: async ({ params, body }) => {
        const { addGivenContacts } = await import('#app/contacts/add-contacts.ts')
        return { body: await addGivenContacts(ports)(params.id, body.contacts) }
      },
      contactWhy: async ({ params }) => {
        const { contactWhy } = await import('#app/contacts/why.ts')
        return { body: await contactWhy(ports, rules())(params.id, params.contactId) }
      },
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
      createUpload: async ({ body }) => ({ body: await createUpload(ports)(body) }),
      previewList: async ({ body }) => {
        const { previewList } = await import('#app/preview/preview-list.ts')
        return { body: await previewList(ports, rules())(body) }
      },
      listImports: async ({ params, query }) => ({ body: await imports.list(params.id, query) }),
      addList: async ({ params, body }) => {
        const { addList } = await import('#app/imports/add-list.ts')
        return { body: await addList(ports)(params.id, body) }
      },
      getImport: async ({ params }) => ({ body: await imports.get(params.id, params.importId) }),
      undoImport: async ({ params }) => {
        const body = await undoImport(ports)(params.id, params.importId)
        return { status: body.state === 'undoing' ? 202 : 200, body }
      },
    },
  }
}
