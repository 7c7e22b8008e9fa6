import { recordAttempt } from '#app/record-attempt.ts'
import { environments, readEnvironment } from '#env'
import { live } from '#runtime/live.ts'
import { twilioWebhook } from '#runtime/twilio.ts'

const environment = () => readEnvironment(environments['twilio-status'])
const ports = live(environment)

export const handler = twilioWebhook(environment, async (attemptId, event) => {
  await recordAttempt(ports)(attemptId, event)
  return {}
})
