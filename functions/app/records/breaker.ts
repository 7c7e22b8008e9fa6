// A provider's breaker as the table holds it.
import * as z from 'zod/mini'
import { Count } from '#contract/parts.ts'

export const Provider = z.enum(['twilio', 'elevenlabs'])
export type Provider = z.infer<typeof Provider>

/** Whether a provider is worth calling: one for each. Times are machine time. */
export const BreakerRecord = z.object({
  provider: Provider,
  version: z.int(),
  state: z.enum(['closed', 'open', 'probing']),
  /** Of the window that began then. */
  windowMs: z.int(),
  failures: Count,
  successes: Count,
  openedMs: z.optional(z.int()),
  /** From then on one call may try. */
  probeMs: z.optional(z.int()),
  /** Openings in a row: each waits longer than the one before. */
  openings: Count,
})
export type BreakerRecord = z.infer<typeof BreakerRecord>
