// What a campaign's calls came to, split: by hour and weekday where the contact is, by attempt, and by the columns of its lists.
import * as z from 'zod/mini'
import { Weekday } from './campaign-settings.ts'
import { CampaignId, Instant } from './ids.ts'
import { Count, OneOrMore } from './parts.ts'

/** Counted as a campaign's counters are: the calls of all parts of one split add up to `callsPlaced`. */
export const CallTally = z.object({
  /** Calls that the provider accepted. */
  calls: Count,
  /** Those of them that were answered, by whoever or whatever. */
  answered: Count,
  /** Those of them in which a human was spoken with, and which the agent’s evaluation, where there is one, does not call a failure. */
  successful: Count,
})
export type CallTally = z.infer<typeof CallTally>

const GroupTally = z.extend(CallTally, { contacts: Count })

export const Breakdown = z.object({
  /** When the counting began, in campaign time: calls that began later may be missing. */
  asOf: Instant,
  total: CallTally,
  /** By the hour in which a call began, in the contact’s own time. Hours without calls are left out. */
  hours: z.array(z.extend(CallTally, { weekday: Weekday, hour: z.int().check(z.minimum(0), z.maximum(23)) })),
  /** Calls to contacts of whom it is not known what the time was: their number may lie in several time zones. */
  hourUnknown: CallTally,
  /** 1: a contact’s first call. */
  attempts: z.array(z.extend(CallTally, { attempt: OneOrMore })),
  columns: z.array(
    z.object({
      name: z.string(),
      /** Values that two contacts or more have, those with the most contacts first. */
      values: z.array(z.extend(GroupTally, { value: z.string() })),
      /** Contacts whose value nobody else has. */
      others: GroupTally,
      /** Contacts without a value. */
      without: GroupTally,
    }),
  ),
  /** Columns in which there are too many different values to compare them, such as names. */
  variedColumns: z.array(z.string()),
  /** The lists have more columns than are looked at. */
  hasMoreColumns: z.boolean(),
})
export type Breakdown = z.infer<typeof Breakdown>

const BreakdownCounting = z.object({ contacts: Count })

/** How far it is; without `counting` there is a new one. */
export const BreakdownNews = z.object({ campaignId: CampaignId, counting: z.optional(BreakdownCounting) })
export type BreakdownNews = z.infer<typeof BreakdownNews>

export const CampaignBreakdown = z.object({
  /** Absent: nothing is counted yet. */
  breakdown: z.optional(Breakdown),
  /** The campaign’s counters are as they were when it was counted. */
  isCurrent: z.boolean(),
  /** It is being counted: contacts that were looked at so far. */
  counting: z.optional(BreakdownCounting),
  /** While it is not current: nothing comes of asking again earlier than that. Whoever watches is told once it is counted. */
  askAgainMs: z.optional(Count),
})
export type CampaignBreakdown = z.infer<typeof CampaignBreakdown>
