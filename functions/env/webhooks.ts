// What those need from their environments who are told of calls. Apart from the others: somebody waits while they start.
import * as z from 'zod/mini'
import { SomeText } from '#contract/parts.ts'
import { recordings, transcripts } from './kept-days.ts'
import { bridge, bucket, elevenLabs, publicUrl, signing, table, twilio } from './parts.ts'

export const webhookEnvironments = {
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
  'twilio-recording': z.object({ ...table, ...twilio, ...publicUrl, ...recordings, ...bucket }),
  'elevenlabs-post-call': z.object({
    ...table,
    ...transcripts,
    /** Secret with `{secret, before}`: signs what ElevenLabs tells after a conversation. */
    ELEVENLABS_WEBHOOK_SECRET_ID: SomeText,
  }),
} as const
