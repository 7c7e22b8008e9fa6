// Webhooks of Twilio as they reach the handlers: signed over the public address, forms in base64.
import webhooks from 'twilio/lib/webhooks/webhooks.js'
import type { AttemptId } from '#contract/ids.ts'
import { httpEvent } from './lambda.ts'
import { AUTH_TOKEN, PUBLIC_URL } from './surroundings.ts'

type Webhook = {
  to: 'voice' | 'status' | 'machine' | 'recording'
  attemptId: AttemptId | string
  fields: Record<string, string>
  /** Another than the account's own: a forger's. */
  token?: string
  /** Signed over something else than what is sent. */
  signedFields?: Record<string, string>
}

export const webhookEvent = ({ to, attemptId, fields, token = AUTH_TOKEN, signedFields = fields }: Webhook) => {
  const path = `/webhooks/twilio/${to}/${attemptId}`
  const signature = webhooks.getExpectedTwilioSignature(token, `${PUBLIC_URL}${path}`, signedFields)
  return httpEvent({
    routeKey: `POST /webhooks/twilio/${to}/{attemptId}`,
    params: { attemptId },
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
    body: String(new URLSearchParams(fields)),
    base64: true,
  })
}

/** The fields that every webhook of a call has: https://www.twilio.com/docs/voice/api/call-resource#statuscallback */
export const callFields = (CallStatus: string, more: Record<string, string> = {}): Record<string, string> => ({
  AccountSid: `AC${'0'.repeat(32)}`,
  ApiVersion: '2010-04-01',
  CallSid: `CA${'1'.repeat(32)}`,
  CallStatus,
  Called: '+12025550142',
  Caller: '+12025550100',
  Direction: 'outbound-api',
  From: '+12025550100',
  To: '+12025550142',
  ...more,
})
