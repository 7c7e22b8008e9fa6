// The telephone account as it stands: what it may do, what is in use, and whether its providers are in trouble.
import * as z from 'zod'
import { CampaignState } from './campaign.ts'
import { CampaignId, Instant } from './ids.ts'

const Count = z.int().min(0)
const Ceiling = (unit: z.ZodNumber) =>
  z.object({
    /** What the deployment allows, and what the provider was seen to take: never more. */
    allowed: unit,
    now: unit,
  })

export const AccountStatus = z.object({
  /** Calls at a time, over all campaigns. */
  lines: Ceiling(z.int().min(1)),
  /** Dials a second. */
  callsPerSecond: Ceiling(z.number().positive()),
  /** Contacts on the telephone. */
  live: Count,
  /** The provider's own queue is full until then: nobody dials. Absent: it is not. */
  dialsFrom: Instant.optional(),
  /** Open: nobody is called before somebody has tried, then. */
  breakers: z.array(
    z.object({ provider: z.enum(['twilio', 'elevenlabs']), state: z.enum(['closed', 'open', 'probing']), triedInMs: Count.optional() }),
  ),
  /** Campaigns that may hold calls, with the lines that they were given. */
  campaigns: z.array(z.object({ id: CampaignId, name: z.string(), state: CampaignState, live: Count, lines: Count })),
  /** When a person last stopped everything; absent: not lately. */
  emergencyStoppedAt: Instant.optional(),
})
export type AccountStatus = z.infer<typeof AccountStatus>

/** What `npm run doctor` finds out thoroughly, as far as it is known without asking anybody. */
export const Health = z.object({
  ok: z.literal(true),
  time: Instant,
  checks: z.array(z.object({ name: z.enum(['table', 'twilio', 'elevenlabs']), verdict: z.enum(['ok', 'warn']) })),
})
export type Health = z.infer<typeof Health>
