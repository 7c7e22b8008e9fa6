// What each Lambda, and the bridge, needs from its environment. `infra` imports the types, the functions read through it.
import '#contract/english.ts'
import * as z from 'zod/mini'
import type { DialRules } from '#app/lanes/turn.ts'
import { E164 } from '#contract/ids.ts'
import { SignIn } from '#contract/sign-in.ts'

const required = z.string().check(z.minLength(1))
const json = z.pipe(
  z.string(),
  z.transform((text, { issues }): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      issues.push({ code: 'custom', message: 'must be JSON', input: text })
      return z.NEVER
    }
  }),
)

const table = { TABLE_NAME: required }
const machine = { MACHINE_ARN: required }
const twilio = {
  /** Secret with `{accountSid, authToken, phoneNumber}`. */
  TWILIO_SECRET_ID: required,
  /** Only to reach a simulator. */
  TWILIO_API_URL: z._default(z.url(), 'https://api.twilio.com'),
}
const sheets = {
  /** Secret with the key of a Google service account. */
  GOOGLE_SECRET_ID: required,
  /** Only to reach a simulator. */
  SHEETS_API_URL: z._default(z.url(), 'https://sheets.googleapis.com'),
}
const publicUrl = {
  /** Base of the addresses that Twilio calls, without a slash at its end. Signatures are checked against it. */
  PUBLIC_URL: z.url(),
}
const signing = {
  /** Secret with `{key}`: signs stream tokens. */
  SIGNING_SECRET_ID: required,
}
const limits = {
  /** Dials that the account may place each second, over all campaigns; fewer when the provider takes fewer. */
  CALLS_PER_SECOND: z.coerce.number().check(z.positive()),
  /** Calls that the account may have at the same time, over all campaigns; fewer when the provider takes fewer. */
  CONCURRENT_CALLS: z.coerce.number().check(z.int(), z.minimum(1)),
}
const consent = {
  /** Who attests that the people called have agreed: the deployer for all, somebody for each campaign, or evidence with each contact. */
  CONSENT: z.enum(['deployer', 'campaign', 'contact']),
}
const EVERYONE = 'everyone'
/** What the gate goes by. */
const rules = {
  ...limits,
  ...consent,
  /** Calls that one number may get in any 24 hours, over all campaigns. */
  CALLS_PER_NUMBER_AND_DAY: z.coerce.number().check(z.int(), z.minimum(1)),
  /** `off`: people may be called at any hour. Only for simulated telephones. */
  CALLING_WINDOWS: z.enum(['enforced', 'off']),
  /** The only numbers that may be called, with commas between them; `nobody`; `everyone`, as far as the other rules go. */
  ONLY_NUMBERS: z._default(
    z.pipe(
      z.string(),
      z.transform((text) => (text === EVERYONE ? EVERYONE : text.split(',').filter((one) => E164.safeParse(one).success))),
    ),
    EVERYONE,
  ),
}
const bridge = {
  /** Base of the media streams' address: wss://host, without a slash at its end. */
  BRIDGE_URL: z.url(),
}
const elevenLabs = {
  /** Secret with `{apiKey, agentId}`. */
  ELEVENLABS_SECRET_ID: required,
  /** Only to reach a simulator. */
  ELEVENLABS_API_URL: z._default(z.url(), 'https://api.elevenlabs.io'),
}
const transcripts = {
  /** What was said in a call is forgotten after so many days. */
  TRANSCRIPT_DAYS: z.coerce.number().check(z.positive()),
}
const recordings = {
  /** The bucket forgets recordings after so many days. */
  RECORDING_DAYS: z.coerce.number().check(z.int(), z.minimum(1)),
}
const forgotten = {
  /** Secret with `{key}`, which never changes: makes the digests of numbers that were forgotten. */
  SUPPRESSION_SALT_SECRET_ID: required,
}
const listening = {
  /** Base of the address on which viewers hear calls: the bridge's, as a browser reaches it. */
  LISTEN_URL: z.url(),
}
const socket = {
  /** The WebSocket API's own address with its stage, over which viewers are sent to: wss://host/stage. */
  SOCKET_URL: z.url(),
}
const viewing = {
  /** The same as viewers reach it. */
  LIVE_URL: z.url(),
}

const webhooks = {
  /** Secret with `{key}`: the secrets of all webhooks are made of it. */
  WEBHOOKS_SECRET_ID: required,
  /** Where webhooks may lead: to the public internet, or to this machine as well. */
  WEBHOOK_TARGETS: z.enum(['public', 'public-and-loopback']),
}

const audit = {
  /** The audit log forgets after so many days. */
  AUDIT_DAYS: z.coerce.number().check(z.int(), z.minimum(1)),
}

const keys = {
  /** Secret with `{keys: [...]}`: the keys that the deployment itself was given. */
  KEYS_SECRET_ID: required,
}

const Rules = z.object(rules)
const Limits = z.object(limits)

/** The environment's numbers under the names that the use cases know. */
export const rulesIn = (environment: z.infer<typeof Rules>): DialRules => ({
  callsPerSecond: environment.CALLS_PER_SECOND,
  concurrentCalls: environment.CONCURRENT_CALLS,
  callsPerDay: environment.CALLS_PER_NUMBER_AND_DAY,
  consent: environment.CONSENT,
  windows: environment.CALLING_WINDOWS,
  only: environment.ONLY_NUMBERS === EVERYONE ? undefined : environment.ONLY_NUMBERS,
})

export const limitsIn = (environment: z.infer<typeof Limits>): Pick<DialRules, 'callsPerSecond' | 'concurrentCalls'> => ({
  callsPerSecond: environment.CALLS_PER_SECOND,
  concurrentCalls: environment.CONCURRENT_CALLS,
})

export const environments = {
  api: z.object({
    ...table,
    ...machine,
    ...twilio,
    ...sheets,
    ...viewing,
    ...rules,
    ...listening,
    ...signing,
    ...audit,
    ...forgotten,
    ...webhooks,
    BUCKET_NAME: required,
  }),
  authorize: z.object({
    ...table,
    ...audit,
    /** `key`: callers show a key. `loopback`: requests from this machine need none, others are refused. */
    ACCESS: z.enum(['key', 'loopback']),
    ...keys,
    /** Who signs people in, as JSON; `none`: keys only. */
    SIGN_IN: z.union([
      z.pipe(
        z.literal('none'),
        z.transform(() => undefined),
      ),
      z.pipe(json, SignIn),
    ]),
    /** Origins of the pages that may open WebSockets, with commas between them. Empty: none but programs. */
    PAGE_ORIGINS: z.pipe(
      z.string(),
      z.transform((text) => text.split(',').filter((origin) => origin !== '')),
    ),
  }),
  socket: z.object({ ...table, ...socket, ...keys }),
  'twilio-voice': z.object({
    ...table,
    ...twilio,
    ...publicUrl,
    ...bridge,
    ...signing,
    ...elevenLabs,
    /** Answers 200 while the bridge would take one more call. */
    BRIDGE_READY_URL: z.url(),
  }),
  'twilio-status': z.object({ ...table, ...twilio, ...publicUrl }),
  'twilio-machine': z.object({ ...table, ...twilio, ...publicUrl }),
  'twilio-recording': z.object({ ...table, ...twilio, ...publicUrl, ...recordings, BUCKET_NAME: required }),
  'keep-recordings': z.object({ ...table, ...twilio, ...recordings, BUCKET_NAME: required }),
  'elevenlabs-post-call': z.object({
    ...table,
    ...transcripts,
    /** Secret with `{secret, before}`: signs what ElevenLabs tells after a conversation. */
    ELEVENLABS_WEBHOOK_SECRET_ID: required,
  }),
  'fetch-results': z.object({ ...table, ...elevenLabs, ...transcripts }),
  plan: z.object({
    ...table,
    ...limits,
    /** Of a bridge that sleeps while nobody is called: answers 200 while it would take one more call. */
    SLEEPING_BRIDGE_URL: z._default(z.union([z.url(), z.literal('none')]), 'none'),
  }),
  'claim-and-dial': z.object({
    ...table,
    ...machine,
    ...twilio,
    ...publicUrl,
    ...rules,
    ...forgotten,
  }),
  'next-run': z.object({ ...table, ...machine }),
  reconcile: z.object({ ...table, ...machine, ...twilio, ...limits, ...forgotten, BUCKET_NAME: required }),
  'import-contacts': z.object({ ...table, ...machine, ...consent, BUCKET_NAME: required }),
  'import-suppressions': z.object({ ...table, ...machine, ...twilio, ...forgotten, BUCKET_NAME: required }),
  'export-contacts': z.object({ ...table, BUCKET_NAME: required }),
  'push-changes': z.object({ ...table, ...socket, ...keys }),
  'tend-sheets': z.object({ ...table, ...machine, ...sheets }),
  'note-changes': z.object({
    ...table,
    BUCKET_NAME: required,
    /** What was sent to a webhook is forgotten after so many days. */
    DELIVERY_DAYS: z.coerce.number().check(z.positive()),
  }),
  'send-webhooks': z.object({ ...table, ...webhooks }),
} as const

export type FunctionName = keyof typeof environments
export type EnvironmentOf<N extends FunctionName> = z.infer<(typeof environments)[N]>
/** What `infra` must set: names with a default may be left out. */
export type EnvironmentInput<N extends FunctionName> = z.input<(typeof environments)[N]>

export const BridgeEnvironment = z.object({
  ...table,
  ...twilio,
  ...bridge,
  ...signing,
  ...elevenLabs,
  ...transcripts,
  PORT: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(65_535)), 8080),
  /** So many milliseconds of a caller's audio go to the agent in one message; 0: each of Twilio's frames by itself. */
  AUDIO_JOIN_MS: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(500)), 100),
  /** Late audio of the event that an interruption names is cut off, or not: ElevenLabs' own clients differ. */
  INTERRUPTED_EVENT: z._default(z.enum(['cut', 'kept']), 'cut'),
})
export type BridgeEnvironment = z.infer<typeof BridgeEnvironment>

/** Reads and checks a function's environment; the error names every variable that is missing or wrong. */
export const readEnvironment = <S extends z.ZodMiniType>(schema: S): z.infer<S> => {
  const read = schema.safeParse(process.env)
  if (read.success) return read.data
  throw new Error(`The environment is not valid: ${z.prettifyError(read.error)}`)
}

/** By which X-Ray knows this invocation: in a log line it leads to the trace. Absent outside Lambda. */
export const traceId = (): string | undefined => /\bRoot=([\w-]+)/.exec(process.env._X_AMZN_TRACE_ID ?? '')?.[1]
