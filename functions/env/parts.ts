// Variables that several functions have.
import * as z from 'zod/mini'
import { SomeText } from '#contract/parts.ts'

export const table = { TABLE_NAME: SomeText }
export const machine = { MACHINE_ARN: SomeText }
export const bucket = { BUCKET_NAME: SomeText }
export const twilio = {
  /** Secret with `{accountSid, authToken, phoneNumber}`. */
  TWILIO_SECRET_ID: SomeText,
  /** Only to reach a simulator. */
  TWILIO_API_URL: z._default(z.url(), 'https://api.twilio.com'),
}
export const sheets = {
  /** Secret with the key of a Google service account. */
  GOOGLE_SECRET_ID: SomeText,
  /** Only to reach a simulator. */
  SHEETS_API_URL: z._default(z.url(), 'https://sheets.googleapis.com'),
}
export const publicUrl = {
  /** Base of the addresses that Twilio calls, without a slash at its end. Signatures are checked against it. */
  PUBLIC_URL: z.url(),
}
export const signing = {
  /** Secret with `{key}`: signs stream tokens. */
  SIGNING_SECRET_ID: SomeText,
}
export const bridge = {
  /** Base of the media streams' address: wss://host, without a slash at its end. */
  BRIDGE_URL: z.url(),
}
export const elevenLabs = {
  /** Secret with `{apiKey, agentId}`. */
  ELEVENLABS_SECRET_ID: SomeText,
  /** Only to reach a simulator. */
  ELEVENLABS_API_URL: z._default(z.url(), 'https://api.elevenlabs.io'),
}
export const forgotten = {
  /** Secret with `{key}`, which never changes: makes the digests of numbers that were forgotten. */
  SUPPRESSION_SALT_SECRET_ID: SomeText,
}
export const socket = {
  /** The WebSocket API's own address with its stage, over which viewers are sent to: wss://host/stage. */
  SOCKET_URL: z.url(),
}
export const keys = {
  /** Secret with `{keys: [...]}`: the keys that the deployment itself was given. */
  KEYS_SECRET_ID: SomeText,
}
export const webhooks = {
  /** Secret with `{key}`: the secrets of all webhooks are made of it. */
  WEBHOOKS_SECRET_ID: SomeText,
  /** Where webhooks may lead: to the public internet, or to this machine as well. */
  WEBHOOK_TARGETS: z.enum(['public', 'public-and-loopback']),
}
