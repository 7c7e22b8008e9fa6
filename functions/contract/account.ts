// The telephone account as it stands: what it may do, what is in use, and whether its providers are in trouble.
import * as z from 'zod/mini'
import { CampaignState } from './campaign-parts.ts'
import { CampaignId, Instant } from './ids.ts'
import { Count, OneOrMore } from './parts.ts'

const Ceiling = (unit: z.ZodMiniNumber) =>
  z.object({
    /** What the deployment allows, and what the provider was seen to take: never more. */
    allowed: unit,
    now: unit,
  })

export const AccountStatus = z.object({
  /** Calls at a time, over all campaigns. */
  lines: Ceiling(OneOrMore),
  /** Dials a second. */
  callsPerSecond: Ceiling(z.number().check(z.positive())),
  /** Contacts on the telephone. */
  live: Count,
  /** The provider's own queue is full until then: nobody dials. Absent: it is not. */
  dialsFrom: z.optional(Instant),
  /** Open: nobody is called before somebody has tried, then. */
  breakers: z.array(
    z.object({ provider: z.enum(['twilio', 'elevenlabs']), state: z.enum(['closed', 'open', 'probing']), triedInMs: z.optional(Count) }),
  ),
  /** Campaigns that may hold calls, with the lines that they were given. */
  campaigns: z.array(z.object({ id: CampaignId, name: z.string(), state: CampaignState, live: Count, lines: Count })),
  /** When a person last stopped everything; absent: not lately. */
  emergencyStoppedAt: z.optional(Instant),
})
export type AccountStatus = z.infer<typeof AccountStatus>

/** What `npm run doctor` finds out thoroughly, as far as it is known without asking anybody. */
export const Health = z.object({
  ok: z.literal(true),
  time: Instant,
  checks: z.array(z.object({ name: z.enum(['table', 'twilio', 'elevenlabs']), verdict: z.enum(['ok', 'warn']) })),
})
export type Health = z.infer<typeof Health>
