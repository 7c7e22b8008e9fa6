// Somebody has picked up: Twilio asks what to do with the call.
import * as z from 'zod/mini'
import { clock } from '#app/clock.ts'
import { answerCall, type CallPlan } from '#app/conversation/answer-call.ts'
import { SomeText } from '#contract/parts.ts'
import { readEnvironment } from '#env/read.ts'
import { webhookEnvironments } from '#env/webhooks.ts'
import { bridgeRoom } from '#providers/bridge.ts'
import { ElevenLabsSecret, registerCall } from '#providers/elevenlabs.ts'
import { readSecret } from '#providers/secrets.ts'
import { SigningSecret } from '#providers/signature.ts'
import { streamTokens } from '#providers/stream-token.ts'
import { readCallForm } from '#providers/twilio-webhook.ts'
import { hangUp, sayAndHangUp, streamTo } from '#providers/twiml.ts'
import { liveCalls } from '#runtime/call-ports.ts'
import { twilioWebhook } from '#runtime/twilio.ts'

const surroundings = () => readEnvironment(webhookEnvironments['twilio-voice'])
const ports = liveCalls(surroundings)

const tokens = async () => {
  const secret = await readSecret(surroundings().SIGNING_SECRET_ID, SigningSecret)
  return streamTokens({ ...secret, clock })
}
const ownNumber = async () => (await readSecret(surroundings().TWILIO_SECRET_ID, z.object({ phoneNumber: SomeText }))).phoneNumber

const documentFor = (plan: CallPlan, bridgeUrl: string): string => {
  switch (plan.kind) {
    case 'stream':
      return streamTo(`${bridgeUrl}${plan.path}`, plan.parameters)
    case 'document':
      return plan.document
    case 'apology':
      return sayAndHangUp(plan.text, plan.language)
    case 'hang-up':
      return hangUp()
  }
}

export const handler = twilioWebhook({
  surroundings,
  read: readCallForm,
  answer: async (attemptId, event) => {
    const { BRIDGE_URL, BRIDGE_READY_URL, ELEVENLABS_SECRET_ID, ELEVENLABS_API_URL: apiUrl } = surroundings()
    const { activity, attempts, breakers, campaigns, contacts, ledger, machine, random, recordings, telephony, log } = ports
    const plan = await answerCall({
      ...{ activity, attempts, breakers, campaigns, contacts, ledger, machine, random, recordings, telephony, log, clock, tokens },
      bridgeRoom: bridgeRoom(BRIDGE_READY_URL),
      registerCall: registerCall({ apiUrl, secret: () => readSecret(ELEVENLABS_SECRET_ID, ElevenLabsSecret), ownNumber }),
    })(attemptId, event)
    return { twiml: documentFor(plan, BRIDGE_URL) }
  },
})
