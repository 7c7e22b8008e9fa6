// Twilio has recorded a call, or tells that it could not.
import { hearRecording } from '#app/recordings/hear-recording.ts'
import { readEnvironment } from '#env/read.ts'
import { webhookEnvironments } from '#env/webhooks.ts'
import { readSecret } from '#providers/secrets.ts'
import { TwilioAccount, twilioRecordings } from '#providers/twilio-recordings.ts'
import { readRecordingForm } from '#providers/twilio-webhook.ts'
import { liveCalls } from '#runtime/call-ports.ts'
import { filesHere } from '#runtime/files-here.ts'
import { hereIn } from '#runtime/here.ts'
import { twilioWebhook } from '#runtime/twilio.ts'

const surroundings = () => readEnvironment(webhookEnvironments['twilio-recording'])
const ports = liveCalls(surroundings)
const files = filesHere(hereIn(surroundings))

export const handler = twilioWebhook({
  surroundings,
  read: readRecordingForm,
  answer: async (attemptId, news) => {
    const { RECORDING_DAYS: days, TWILIO_API_URL: apiUrl, TWILIO_SECRET_ID: secretId } = surroundings()
    const { attempts, clock, log, recordings } = ports
    const carrier = twilioRecordings({ apiUrl, secret: () => readSecret(secretId, TwilioAccount) })
    await hearRecording({ attempts, carrier, clock, days, files, log, recordings })(attemptId, news)
    return {}
  },
})
