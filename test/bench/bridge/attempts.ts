// The calls of the benchmark as both its generator and its bridge know them: the number of a call says everything.
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js'
import type { ConversationBrief } from '#app/ports/bridge.ts'
import { AttemptId, ContactId } from '#contract/ids.ts'
import { streamTokens } from '#providers/stream-token.ts'
import { aBrief } from '../../support/bridge.ts'

export const PUBLIC_URL = 'wss://bridge.ringmaster.test'
export const AUTH_TOKEN = 'auth-token'
export const tokens = streamTokens({ key: 'signing-key-of-the-benchmark', clock: { machine: Date.now } })

const ULID = '01JABCDEFGHJKMNPQRSTVWXYZ0'
const hex = (call: number, length: number): string => call.toString(16).padStart(length, '0')

export const callSidOf = (call: number): string => `CA${hex(call, 32)}`
export const streamSidOf = (call: number): string => `MZ${hex(call, 32)}`
const attemptIdOf = (call: number): AttemptId => AttemptId.parse(`att_${ULID}_${hex(call, 26)}_1`)

export const briefOf = (attemptId: AttemptId): ConversationBrief => {
  const call = Number.parseInt(attemptId.split('_')[2] ?? '', 16)
  return aBrief({ attemptId, contactId: ContactId.parse(`ctc_${hex(call, 26)}`), callSid: callSidOf(call) })
}

/** What Twilio's upgrade shows. */
export const admissionOf = (call: number): { path: string; signature: string } => {
  const path = `/media/${tokens.sign(attemptIdOf(call))}`
  return { path, signature: getExpectedTwilioSignature(AUTH_TOKEN, `${PUBLIC_URL}${path}`, {}) }
}
