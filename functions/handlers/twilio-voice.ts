// Somebody has picked up: Twilio asks what to do with the call.
import { answerCall } from '#app/answer-call.ts'
import { clock } from '#app/clock.ts'
import { environments, readEnvironment } from '#env'
import { readSecret } from '#providers/secrets.ts'
import { SigningSecret } from '#providers/signature.ts'
import { streamTokens } from '#providers/stream-token.ts'
import { readCallForm } from '#providers/twilio-webhook.ts'
import { hangUp, streamTo } from '#providers/twiml.ts'
import { live } from '#runtime/live.ts'
import { twilioWebhook } from '#runtime/twilio.ts'

const surroundings = () => readEnvironment(environments['twilio-voice'])
const ports = live(surroundings)

const tokens = async () => {
  const { key } = await readSecret(surroundings().SIGNING_SECRET_ID, SigningSecret)
  return streamTokens({ key, clock })
}

export const handler = twilioWebhook({
  surroundings,
  read: readCallForm,
  answer: async (attemptId, event) => {
    const { activity, attempts, breakers, campaigns, contacts, ledger, machine, random, telephony, log } = ports
    const plan = await answerCall({
      activity,
      attempts,
      breakers,
      campaigns,
      contacts,
      ledger,
      machine,
      random,
      telephony,
      log,
      clock,
      tokens,
    })(attemptId, event)
    return { twiml: plan.kind === 'stream' ? streamTo(`${surroundings().BRIDGE_URL}${plan.path}`, plan.parameters) : hangUp() }
  },
})
