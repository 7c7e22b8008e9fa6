// What Twilio sends us: the signature first, then the fields.
import webhooks from 'twilio/lib/webhooks/webhooks.js'
import * as z from 'zod/mini'
import type { RecordingNews } from '#app/recordings/hear-recording.ts'
import { AnsweredBy } from '#contract/attempt.ts'
import { orNothing, otherwise } from '#contract/otherwise.ts'
import { SomeText } from '#contract/parts.ts'
import type { AttemptEvent } from '#domain/attempt.ts'
import { readSecret } from './secrets.ts'

/**
 * `before`: the auth token from which Twilio is moving away; it signs until the new one is promoted. `earlier`: those before that, of
 * exchanges that were begun and not ended.
 */
const Secret = z.object({
  authToken: SomeText,
  before: z.optional(SomeText),
  earlier: z._default(z.array(SomeText), []),
})

/** All that Twilio may sign with at this moment. */
export const authTokensIn = async (secretId: string): Promise<string[]> => {
  const { authToken, before, earlier } = await readSecret(secretId, Secret)
  return [authToken, ...(before === undefined ? [] : [before]), ...earlier]
}

/** A field that comes more than once has all its values. */
export type Fields = Record<string, string | string[]>
export type SignedForm = { url: string; signature: string | undefined; fields: Fields }

/** Over all fields, also those that nobody knows yet. https://www.twilio.com/docs/usage/security#validating-requests */
export const isFromTwilio = async (secretId: string, { url, signature, fields }: SignedForm): Promise<boolean> => {
  if (!signature) return false
  const tokens = await authTokensIn(secretId)
  return tokens.some((token) => webhooks.validateRequest(token, signature, url, fields))
}

const STATES = {
  queued: { kind: 'progressed', state: 'queued' },
  initiated: { kind: 'progressed', state: 'initiated' },
  ringing: { kind: 'progressed', state: 'ringing' },
  'in-progress': { kind: 'progressed', state: 'answered' },
  completed: { kind: 'ended', state: 'completed' },
  busy: { kind: 'ended', state: 'busy' },
  'no-answer': { kind: 'ended', state: 'no-answer' },
  failed: { kind: 'ended', state: 'failed' },
  canceled: { kind: 'ended', state: 'canceled' },
} as const

/** Details: one that cannot be read must not cost the news of a call's end. */
const Digits = orNothing(z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.transform(Number)))

const CallForm = z.object({
  CallSid: SomeText,
  CallStatus: z.enum(['queued', 'initiated', 'ringing', 'in-progress', 'completed', 'busy', 'no-answer', 'failed', 'canceled']),
  /** Seconds; terminal callbacks only. */
  CallDuration: Digits,
  SipResponseCode: Digits,
  /** With answering machine detection. */
  AnsweredBy: orNothing(AnsweredBy),
})

/** A call's webhook as an event of its attempt. Unknown fields are ignored: Twilio adds them without notice. */
export const readCallForm = (fields: Fields): AttemptEvent | undefined => {
  const read = CallForm.safeParse(fields)
  if (!read.success) return undefined
  const { CallSid: callSid, CallStatus, CallDuration: seconds, SipResponseCode: sipCode, AnsweredBy: answeredBy } = read.data
  const event = STATES[CallStatus]
  if (event.kind === 'progressed') return { ...event, callSid }
  return {
    ...event,
    callSid,
    ...(seconds !== undefined ? { seconds } : {}),
    ...(sipCode !== undefined ? { sipCode } : {}),
    ...(answeredBy !== undefined ? { answeredBy } : {}),
  }
}

/** What the detection heard in a call, and how long it listened. */
type MachineNews = { callSid: string; answeredBy: AnsweredBy; detectionMs?: number }

const MachineForm = z.object({
  CallSid: SomeText,
  /** A word that nobody knows yet says as much as that nothing was found out. */
  AnsweredBy: z.pipe(SomeText, otherwise(AnsweredBy, 'unknown')),
  MachineDetectionDuration: Digits,
})

/** The callback of asynchronous detection, which has neither the call's status nor its numbers. */
export const readMachineForm = (fields: Fields): MachineNews | undefined => {
  const read = MachineForm.safeParse(fields)
  if (!read.success) return undefined
  const { CallSid: callSid, AnsweredBy: answeredBy, MachineDetectionDuration: detectionMs } = read.data
  return { callSid, answeredBy, ...(detectionMs !== undefined ? { detectionMs } : {}) }
}

const RecordingForm = z.object({
  CallSid: SomeText,
  RecordingSid: z.optional(SomeText),
  RecordingStatus: SomeText,
  /** Seconds. */
  RecordingDuration: Digits,
})

/** https://www.twilio.com/docs/voice/api/recording#recordingstatuscallback: only that there is one, or will be none, was asked for. */
export const readRecordingForm = (fields: Fields): RecordingNews | undefined => {
  const read = RecordingForm.safeParse(fields)
  if (!read.success) return undefined
  const { CallSid: callSid, RecordingSid: sid, RecordingStatus: status, RecordingDuration: seconds = 0 } = read.data
  if (status !== 'completed') return { callSid, kind: 'absent' }
  return sid === undefined ? undefined : { callSid, kind: 'made', sid, seconds }
}
