// What campaigns are made of, wherever they are kept or shown.
import * as z from 'zod/mini'
import { Instant } from './ids.ts'
import { ReopenedOutcome } from './outcome.ts'
import { Count, trimmed } from './parts.ts'

export const CampaignState = z.enum(['draft', 'active', 'pausing', 'paused', 'stopping', 'completed', 'cancelled'])
export type CampaignState = z.infer<typeof CampaignState>

/** The deployer's or the customer's word that the people on the list have agreed to be called by an AI voice. */
export const Consent = z.strictObject({
  /** Who says so: a name or an address that an auditor can ask. */
  attestedBy: trimmed(200),
  /** How it was given. */
  text: z.optional(trimmed(2_000)),
})
export type Consent = z.infer<typeof Consent>

/** Finished contacts on their way back to be called again: a big campaign's are taken a part at a time. */
export const Reopening = z.object({
  outcomes: z.array(ReopenedOutcome).check(z.minLength(1)),
  askedAt: Instant,
  /** Contacts that may be called again so far. */
  contacts: Count,
})
export type Reopening = z.infer<typeof Reopening>
