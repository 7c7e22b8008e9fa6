// The telephone network: calls placed, looked up and cancelled through Twilio's REST API.
import * as z from 'zod/mini'
import type { DialOutcome, DialRequest, ProviderCall, Telephony } from '#app/ports/telephony.ts'
import { AnsweredBy } from '#contract/attempt.ts'
import type { AnsweringMachine } from '#contract/campaign-settings.ts'
import { E164 } from '#contract/ids.ts'
import { orNothing, otherwise } from '#contract/otherwise.ts'
import { SomeText } from '#contract/parts.ts'
import { readSecret } from './secrets.ts'
import { refusalOf } from './twilio-errors.ts'
import { sayAndHangUp } from './twiml.ts'

/** The secret at TWILIO_SECRET_ID. */
const TwilioSecret = z.object({
  accountSid: SomeText,
  authToken: SomeText,
  phoneNumber: E164,
})

/** Shorter than the claim's lease, so that a dial is over before anybody looks for it. */
const DEADLINE_MS = 10_000
const RING_SECONDS = 30
/** Beyond the longest conversation, for the bridge to say goodbye first. Twilio's own default is four hours. */
const FAREWELL_SECONDS = 60
const LISTED = 20

const Created = z.object({ sid: z.string().check(z.regex(/^CA/)), queueTime: otherwise(z.coerce.number(), 0) })

const Found = z.pipe(
  z.object({
    sid: z.string(),
    status: z.enum(['queued', 'initiated', 'ringing', 'in-progress', 'completed', 'busy', 'no-answer', 'failed', 'canceled']),
    dateCreated: z.date(),
    duration: z.nullish(z.coerce.number()),
    /** Null while nothing was heard; a word that is not known must not cost the call's state. */
    answeredBy: orNothing(AnsweredBy),
  }),
  z.transform(
    ({ sid, status, dateCreated, duration, answeredBy }): ProviderCall => ({
      callSid: sid,
      state: status === 'in-progress' ? 'answered' : status,
      createdAt: dateCreated.getTime(),
      ...(status === 'completed' && typeof duration === 'number' ? { seconds: duration } : {}),
      ...(answeredBy ? { answeredBy } : {}),
    }),
  ),
)

/** The SDK copies code and message from whatever answered, which may be a proxy that gives neither. */
const RestError = z.object({
  status: z.number(),
  code: z.optional(z.number()),
  message: z._default(z.string(), 'no reason was given'),
})

const isGone = (error: unknown): boolean => {
  const rest = RestError.safeParse(error)
  return rest.success && (rest.data.status === 404 || rest.data.code === 20404)
}
/** 21220: the call is not in a state for this update. */
const isOver = (error: unknown): boolean => RestError.safeParse(error).data?.code === 21220

/** Every callback is idempotent here, so Twilio may repeat it: the fragment is its connection override. */
const REPEATED = '#rc=5&rp=all'

/** How a machine is listened for: until it is known for one, or until it can be spoken to. Beside the call: people must not wait for it. */
const DETECTION: Record<AnsweringMachine, string | undefined> = { off: undefined, 'hang-up': 'Enable', 'leave-message': 'DetectMessageEnd' }

const detection = (webhooks: string, { attemptId, answeringMachine }: DialRequest) => {
  const machineDetection = DETECTION[answeringMachine]
  if (!machineDetection) return {}
  return { machineDetection, asyncAmd: 'true', asyncAmdStatusCallback: `${webhooks}/machine/${attemptId}${REPEATED}` }
}

/** Whole and with a channel for each side, so that one can tell who said what. */
const recording = (webhooks: string, { attemptId, isRecorded }: DialRequest) =>
  isRecorded
    ? {
        record: true,
        recordingChannels: 'dual',
        trim: 'do-not-trim',
        recordingStatusCallback: `${webhooks}/recording/${attemptId}${REPEATED}`,
        recordingStatusCallbackEvent: ['completed', 'absent'],
      }
    : {}

type Account = {
  secretId: string
  apiUrl: string
  /** Base of the addresses that Twilio calls; asked for only when a call is placed. */
  publicUrl: () => string
}

const clientOf = async ({ accountSid, authToken }: z.infer<typeof TwilioSecret>, apiUrl: string) => {
  // Loaded when a call is placed: it costs half a second and 22 MB, which a webhook that only answers must not wait for.
  const { default: twilio } = await import('twilio')
  // The SDK sends a request once: `autoRetry` is off, and must stay so.
  const client = twilio(accountSid, authToken, { timeout: DEADLINE_MS, autoRetry: false })
  client.api.baseUrl = apiUrl
  return client
}

export const twilioTelephony = ({ secretId, apiUrl, publicUrl }: Account): Telephony => {
  // One client for as long as the secret is the same, so that its connections are used again.
  let kept: { token: string; client: ReturnType<typeof clientOf> } | undefined
  const connect = async () => {
    const secret = await readSecret(secretId, TwilioSecret)
    if (kept?.token !== secret.authToken) kept = { token: secret.authToken, client: clientOf(secret, apiUrl) }
    return { client: await kept.client, from: secret.phoneNumber }
  }

  const get = async (callSid: string): Promise<ProviderCall | undefined> => {
    const { client } = await connect()
    try {
      return Found.parse(await client.calls(callSid).fetch())
    } catch (error) {
      if (isGone(error)) return undefined
      throw error
    }
  }

  /** False when the call was over, or unknown, already. */
  const change = async (callSid: string, to: { status: 'canceled' | 'completed' } | { twiml: string }): Promise<boolean> => {
    const { client } = await connect()
    try {
      await client.calls(callSid).update(to)
      return true
    } catch (error) {
      if (!isGone(error) && !isOver(error)) throw error
      return false
    }
  }

  return {
    get,

    async connect() {
      await connect()
    },

    async dial(request): Promise<DialOutcome> {
      const { client, from } = await connect()
      const webhooks = `${publicUrl()}/webhooks/twilio`
      try {
        const call = await client.calls.create({
          to: request.to,
          from: request.from ?? from,
          url: `${webhooks}/voice/${request.attemptId}`,
          statusCallback: `${webhooks}/status/${request.attemptId}${REPEATED}`,
          // That somebody answered is told by the request for TwiML, at the same moment.
          statusCallbackEvent: ['ringing', 'completed'],
          ...detection(webhooks, request),
          ...recording(webhooks, request),
          timeout: RING_SECONDS,
          timeLimit: Math.ceil(request.longestMs / 1_000) + FAREWELL_SECONDS,
        })
        const created = Created.safeParse(call)
        if (!created.success) return { kind: 'unknown', why: 'the answer could not be read' }
        return { kind: 'accepted', callSid: created.data.sid, queueMs: created.data.queueTime }
      } catch (error) {
        const rest = RestError.safeParse(error)
        if (!rest.success) return { kind: 'unknown', why: error instanceof Error ? error.message : String(error) }
        const { status, code, message } = rest.data
        return refusalOf({ status, code, message }) ?? { kind: 'unknown', why: `HTTP ${status}: ${message}` }
      }
    },

    async find(to, other) {
      // Other systems of the same account may be calling the same person from other numbers.
      const { client, from } = await connect()
      const calls = await client.calls.list({ to, from: other ?? from, limit: LISTED })
      return calls.map((call) => Found.parse(call))
    },

    async cancel(callSid) {
      await change(callSid, { status: 'canceled' })
      return get(callSid)
    },

    async end(callSid) {
      await change(callSid, { status: 'completed' })
      return get(callSid)
    },

    say: (callSid, text, language) => change(callSid, { twiml: sayAndHangUp(text, language) }),
  }
}
