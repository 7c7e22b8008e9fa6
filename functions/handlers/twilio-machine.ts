import { hearMachine } from '#app/calls/hear-machine.ts'
import { readEnvironment } from '#env/read.ts'
import { webhookEnvironments } from '#env/webhooks.ts'
import { readMachineForm } from '#providers/twilio-webhook.ts'
import { liveCalls } from '#runtime/call-ports.ts'
import { twilioWebhook } from '#runtime/twilio.ts'

const surroundings = () => readEnvironment(webhookEnvironments['twilio-machine'])
const ports = liveCalls(surroundings)

export const handler = twilioWebhook({
  surroundings,
  read: readMachineForm,
  answer: async (attemptId, news) => {
    await hearMachine(ports)(attemptId, news)
    return {}
  },
})
