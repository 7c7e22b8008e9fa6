import { recordAttempt } from '#app/calls/record-attempt.ts'
import { environments, readEnvironment } from '#env'
import { readCallForm } from '#providers/twilio-webhook.ts'
import { liveCalls } from '#runtime/call-ports.ts'
import { twilioWebhook } from '#runtime/twilio.ts'

const surroundings = () => readEnvironment(environments['twilio-status'])
const ports = liveCalls(surroundings)

export const handler = twilioWebhook({
  surroundings,
  read: readCallForm,
  answer: async (attemptId, event) => {
    await recordAttempt(ports)(attemptId, event)
    return {}
  },
})
