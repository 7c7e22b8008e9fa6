// A simulated Twilio with the real SDK in front of it and servers of ours behind public names.
import twilio, { type Twilio } from 'twilio'
import { type SystemClock, systemClock } from '../../local/clock/clock.ts'
import { createFakeTwilio, type FakeTwilio, type FakeTwilioOptions } from '../../local/fake-twilio/fake-twilio.ts'

export const ACCOUNT_SID = `AC${'a'.repeat(32)}`
export const AUTH_TOKEN = 'token-of-the-tests'
export const FROM = '+12025550100'
/** Nobody waits for an hour of campaign in a test. */
const FAST = 400

export type Telephony = { clock: SystemClock; fake: FakeTwilio; client: Twilio; close(): Promise<void> }

export type TelephonyOptions = Partial<FakeTwilioOptions> & {
  speed?: number
  /** Ports of our servers: `https://api.ringmaster.test` and `wss://bridge.ringmaster.test`. */
  api?: number
  bridge?: number
  /** How long the client waits for an answer. */
  patienceMs?: number
}

/** A busy machine takes seconds for fifty dials at once. */
const PATIENCE_MS = 20_000

export const startTelephony = async ({ speed = FAST, api, bridge, patienceMs, ...options }: TelephonyOptions = {}): Promise<Telephony> => {
  const clock = options.clock ?? systemClock({ speed, startAt: Date.parse('2026-11-22T10:00:00.250Z') })
  const fake = await createFakeTwilio({
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    seed: 7,
    callsPerSecond: 100,
    edges: {
      ...(api === undefined ? {} : { 'api.ringmaster.test': `http://127.0.0.1:${api}` }),
      ...(bridge === undefined ? {} : { 'bridge.ringmaster.test': `ws://127.0.0.1:${bridge}` }),
    },
    ...options,
    clock,
  })
  return {
    clock,
    fake,
    client: clientOf(fake, { patienceMs }),
    close: async () => {
      await fake.close()
      clock.stop()
    },
  }
}

type ClientOptions = { authToken?: string; patienceMs?: number | undefined }

export const clientOf = (fake: FakeTwilio, { authToken = AUTH_TOKEN, patienceMs = PATIENCE_MS }: ClientOptions = {}): Twilio => {
  const client = twilio(ACCOUNT_SID, authToken, { timeout: patienceMs })
  client.api.baseUrl = fake.url
  return client
}

export const streamTo = (path: string, parameters: Record<string, string> = {}): string =>
  `<Response><Connect><Stream url="wss://bridge.ringmaster.test${path}">${Object.entries(parameters)
    .map(([name, value]) => `<Parameter name="${name}" value="${value}"/>`)
    .join('')}</Stream></Connect></Response>`

/** Keeps the person on the line. */
export const WAIT = '<Response><Pause length="120"/></Response>'
