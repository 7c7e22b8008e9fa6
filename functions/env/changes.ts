// What those need from their environments who pass on what has changed.
import * as z from 'zod/mini'
import { bucket, keys, machine, sheets, socket, table, webhooks } from './parts.ts'

export const changeEnvironments = {
  'push-changes': z.object({ ...table, ...socket, ...keys }),
  'tend-sheets': z.object({ ...table, ...machine, ...sheets }),
  'note-changes': z.object({
    ...table,
    ...bucket,
    /** What was sent to a webhook is forgotten after so many days. */
    DELIVERY_DAYS: z.coerce.number().check(z.positive()),
  }),
  'send-webhooks': z.object({ ...table, ...webhooks }),
} as const
