// What the bridge needs from its environment.
import * as z from 'zod/mini'
import { transcripts } from './kept-days.ts'
import { bridge, elevenLabs, signing, table, twilio } from './parts.ts'

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
