import { recordAttempt } from '#app/record-attempt.ts'
import { environments, readEnvironment } from '#env'
import { readCallForm } from '#providers/twilio-webhook.ts'
import { live } from '#runtime/live.ts'
import { twilioWebhook } from '#runtime/twilio.ts'

const surroundings = () => readEnvironment(environments['twilio-status'])
const ports = live(surroundings)

export const handler = twilioWebhook({
  surroundings,
  read: readCallForm,
  answer: async (attemptId, event) => {
    await recordAttempt(ports)(attemptId, event)
    return {}
  },
})
