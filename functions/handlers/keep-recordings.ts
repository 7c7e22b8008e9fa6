import { tendRecordings } from '#app/recordings/tend-recordings.ts'
import { callEnvironments } from '#env/calls.ts'
import { readEnvironment } from '#env/read.ts'
import { readSecret } from '#providers/secrets.ts'
import { TwilioAccount, twilioRecordings } from '#providers/twilio-recordings.ts'
import { live } from '#runtime/live.ts'

const surroundings = () => readEnvironment(callEnvironments['keep-recordings'])
const ports = live(surroundings)

export const handler = async (): Promise<void> => {
  const { RECORDING_DAYS: days, TWILIO_API_URL: apiUrl, TWILIO_SECRET_ID: secretId } = surroundings()
  const { attempts, clock, files, log, recordings } = ports
  const carrier = twilioRecordings({ apiUrl, secret: () => readSecret(secretId, TwilioAccount) })
  await tendRecordings({ attempts, carrier, clock, days, files, log, recordings })()
}
