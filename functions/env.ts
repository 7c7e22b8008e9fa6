// What each Lambda, and the bridge, needs from its environment. `infra` imports the types, the functions read through it.
import * as z from 'zod'
import type { DialRules } from '#app/turn.ts'
import { SignIn } from '#contract/sign-in.ts'

const required = z.string().min(1)
const json = z.string().transform((text, { addIssue }): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    addIssue('must be JSON')
    return z.NEVER
  }
})

const table = { TABLE_NAME: required }
const machine = { MACHINE_ARN: required }
const twilio = {
  /** Secret with `{accountSid, authToken, phoneNumber}`. */
  TWILIO_SECRET_ID: required,
  /** Only to reach a simulator. */
  TWILIO_API_URL: z.url().default('https://api.twilio.com'),
}
const sheets = {
  /** Secret with the key of a Google service account. */
  GOOGLE_SECRET_ID: required,
  /** Only to reach a simulator. */
  SHEETS_API_URL: z.url().default('https://sheets.googleapis.com'),
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
  CALLS_PER_SECOND: z.coerce.number().positive(),
  /** Calls that the account may have at the same time, over all campaigns; fewer when the provider takes fewer. */
  CONCURRENT_CALLS: z.coerce.number().int().min(1),
}
const consent = {
  /** Who attests that the people called have agreed: the deployer for all, somebody for each campaign, or evidence with each contact. */
  CONSENT: z.enum(['deployer', 'campaign', 'contact']),
}
/** What the gate goes by. */
const rules = {
  ...limits,
  ...consent,
  /** Calls that one number may get in any 24 hours, over all campaigns. */
  CALLS_PER_NUMBER_AND_DAY: z.coerce.number().int().min(1),
  /** `off`: people may be called at any hour. Only for simulated telephones. */
  CALLING_WINDOWS: z.enum(['enforced', 'off']),
}
const bridge = {
  /** Base of the media streams' address: wss://host, without a slash at its end. */
  BRIDGE_URL: z.url(),
}
const elevenLabs = {
  /** Secret with `{apiKey, agentId}`. */
  ELEVENLABS_SECRET_ID: required,
  /** Only to reach a simulator. */
  ELEVENLABS_API_URL: z.url().default('https://api.elevenlabs.io'),
}
const transcripts = {
  /** What was said in a call is forgotten after so many days. */
  TRANSCRIPT_DAYS: z.coerce.number().positive(),
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
  AUDIT_DAYS: z.coerce.number().int().min(1),
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
    ...webhooks,
    BUCKET_NAME: required,
  }),
  authorize: z.object({
    ...table,
    ...audit,
    /** `key`: callers show a key. `loopback`: requests from this machine need none, others are refused. */
    ACCESS: z.enum(['key', 'loopback']),
    /** Secret with `{keys: [...]}`: the keys that the deployment itself was given. */
    KEYS_SECRET_ID: required,
    /** Who signs people in, as JSON; `none`: keys only. */
    SIGN_IN: z.union([z.literal('none').transform(() => undefined), json.pipe(SignIn)]),
    /** Origins of the pages that may open WebSockets, with commas between them. Empty: none but programs. */
    PAGE_ORIGINS: z.string().transform((text) => text.split(',').filter((origin) => origin !== '')),
  }),
  socket: z.object({ ...table, ...socket }),
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
  'elevenlabs-post-call': z.object({
    ...table,
    ...transcripts,
    /** Secret with `{secret, before}`: signs what ElevenLabs tells after a conversation. */
    ELEVENLABS_WEBHOOK_SECRET_ID: required,
  }),
  'fetch-results': z.object({ ...table, ...elevenLabs, ...transcripts }),
  plan: z.object({ ...table, ...limits }),
  'claim-and-dial': z.object({
    ...table,
    ...machine,
    ...twilio,
    ...publicUrl,
    ...rules,
  }),
  'next-run': z.object({ ...table, ...machine }),
  reconcile: z.object({ ...table, ...machine, ...twilio, ...limits, BUCKET_NAME: required }),
  'import-contacts': z.object({ ...table, ...machine, ...consent, BUCKET_NAME: required }),
  'import-suppressions': z.object({ ...table, ...machine, ...twilio, BUCKET_NAME: required }),
  'export-contacts': z.object({ ...table, BUCKET_NAME: required }),
  'push-changes': z.object({ ...table, ...socket }),
  'tend-sheets': z.object({ ...table, ...machine, ...sheets }),
  'note-changes': z.object({
    ...table,
    BUCKET_NAME: required,
    /** What was sent to a webhook is forgotten after so many days. */
    DELIVERY_DAYS: z.coerce.number().positive(),
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
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** So many milliseconds of a caller's audio go to the agent in one message; 0: each of Twilio's frames by itself. */
  AUDIO_JOIN_MS: z.coerce.number().int().min(0).max(500).default(60),
  /** Late audio of the event that an interruption names is cut off, or not: ElevenLabs' own clients differ. */
  INTERRUPTED_EVENT: z.enum(['cut', 'kept']).default('cut'),
})
export type BridgeEnvironment = z.infer<typeof BridgeEnvironment>

/** Reads and checks a function's environment; the error names every variable that is missing or wrong. */
export const readEnvironment = <S extends z.ZodType>(schema: S): z.infer<S> => {
  const read = schema.safeParse(process.env)
  if (read.success) return read.data
  throw new Error(`The environment is not valid: ${z.prettifyError(read.error)}`)
}
