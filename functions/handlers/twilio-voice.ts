import * as z from 'zod'
import { answerCall } from '#app/answer-call.ts'
import { clock } from '#app/clock.ts'
import { environments, readEnvironment } from '#env'
import { readSecret } from '#providers/secrets.ts'
import { streamTokens } from '#providers/stream-token.ts'
import { hangUp, streamTo } from '#providers/twiml.ts'
import { live } from '#runtime/live.ts'
import { twilioWebhook } from '#runtime/twilio.ts'

const environment = () => readEnvironment(environments['twilio-voice'])
const ports = live(environment)

const tokens = async () => {
  const { key } = await readSecret(environment().SIGNING_SECRET_ID, z.object({ key: z.string().min(16) }))
  return streamTokens({ key, clock })
}

export const handler = twilioWebhook(environment, async (attemptId, event) => {
  const { attempts, campaigns, contacts, ledger, machine, random, telephony, log } = ports
  const plan = await answerCall({ attempts, campaigns, contacts, ledger, machine, random, telephony, log, clock, tokens })(attemptId, event)
  return { twiml: plan.kind === 'stream' ? streamTo(`${environment().BRIDGE_URL}${plan.path}`, plan.parameters) : hangUp() }
})
