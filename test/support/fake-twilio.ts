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
}

export const startTelephony = async ({ speed = FAST, api, bridge, ...options }: TelephonyOptions = {}): Promise<Telephony> => {
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
    client: clientOf(fake),
    close: async () => {
      await fake.close()
      clock.stop()
    },
  }
}

export const clientOf = (fake: FakeTwilio, authToken = AUTH_TOKEN): Twilio => {
  const client = twilio(ACCOUNT_SID, authToken, { timeout: 2_000 })
  client.api.baseUrl = fake.url
  return client
}

export const streamTo = (path: string, parameters: Record<string, string> = {}): string =>
  `<Response><Connect><Stream url="wss://bridge.ringmaster.test${path}">${Object.entries(parameters)
    .map(([name, value]) => `<Parameter name="${name}" value="${value}"/>`)
    .join('')}</Stream></Connect></Response>`

/** Keeps the person on the line. */
export const WAIT = '<Response><Pause length="120"/></Response>'
