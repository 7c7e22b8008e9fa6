// What is kept of a person: looked up, given to them, or erased.
import { erasePerson } from '#app/privacy/erase-person.ts'
import { exportPerson } from '#app/privacy/export-person.ts'
import { showPerson } from '#app/privacy/show-person.ts'
import { privacyRoutes } from '#contract/privacy-routes.ts'
import { readSecret } from '#providers/secrets.ts'
import { TwilioAccount, twilioRecordings } from '#providers/twilio-recordings.ts'
import type { Group } from '#runtime/route-group.ts'
import type { Surroundings } from './surroundings.ts'

export const privacy = ({ ports, environment }: Surroundings): Group<typeof privacyRoutes> => {
  const carrier = () => {
    const { TWILIO_API_URL: apiUrl, TWILIO_SECRET_ID: secretId } = environment()
    return twilioRecordings({ apiUrl, secret: () => readSecret(secretId, TwilioAccount) })
  }
  return {
    routes: privacyRoutes,
    operations: {
      findPerson: async ({ body, query }) => ({ body: await showPerson(ports)(body, query) }),
      exportPerson: async ({ body }) => ({ body: await exportPerson(ports)(body) }),
      erasePerson: async ({ body }) => {
        const { activity, campaigns, clock, files, forgotten, ids, ledger, log, machine, numbers, personal, random, recordings } = ports
        const kept = { campaigns, files, forgotten, ids, ledger, numbers, personal, recordings }
        return { body: await erasePerson({ ...kept, activity, carrier: carrier(), clock, log, machine, random })(body) }
      },
    },
  }
}
