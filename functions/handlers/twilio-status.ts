import { recordAttempt } from '#app/calls/record-attempt.ts'
import { readEnvironment } from '#env/read.ts'
import { webhookEnvironments } from '#env/webhooks.ts'
import { readCallForm } from '#providers/twilio-webhook.ts'
import { liveCalls } from '#runtime/call-ports.ts'
import { twilioWebhook } from '#runtime/twilio.ts'

const surroundings = () => readEnvironment(webhookEnvironments['twilio-status'])
const ports = liveCalls(surroundings)

export const handler = twilioWebhook({
  surroundings,
  read: readCallForm,
  answer: async (attemptId, event) => {
    await recordAttempt(ports)(attemptId, event)
    return {}
  },
})
