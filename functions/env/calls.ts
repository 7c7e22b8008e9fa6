// What those need from their environments who fetch what nobody has told of a call.
import * as z from 'zod/mini'
import { recordings, transcripts } from './kept-days.ts'
import { bucket, elevenLabs, table, twilio } from './parts.ts'

export const callEnvironments = {
  'keep-recordings': z.object({ ...table, ...twilio, ...recordings, ...bucket }),
  'fetch-results': z.object({ ...table, ...elevenLabs, ...transcripts }),
} as const
