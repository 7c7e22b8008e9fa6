// What the API needs from its environment.
import * as z from 'zod/mini'
import { audit } from './kept-days.ts'
import { bucket, forgotten, machine, sheets, signing, table, twilio, webhooks } from './parts.ts'
import { rules } from './rules.ts'

export const apiEnvironment = z.object({
  ...table,
  ...machine,
  ...twilio,
  ...sheets,
  /** The WebSocket API's address as viewers reach it. */
  LIVE_URL: z.url(),
  ...rules,
  /** Base of the address on which viewers hear calls: the bridge's, as a browser reaches it. */
  LISTEN_URL: z.url(),
  ...signing,
  ...audit,
  ...forgotten,
  ...webhooks,
  ...bucket,
})
