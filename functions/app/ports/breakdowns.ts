// What counting a campaign's calls needs from outside: what was counted so far, and the contacts with their calls.
import * as z from 'zod/mini'
import type { Page } from '#app/ports/pages.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { Breakdown, CallTally } from '#contract/breakdown.ts'
import { CampaignId, Instant } from '#contract/ids.ts'
import { Count } from '#contract/parts.ts'
import type { CountedContact, Counting } from '#domain/breakdown/counting.ts'

const GroupTally = z.extend(CallTally, { contacts: Count })
const Counted: z.ZodMiniType<Counting> = z.object({
  total: GroupTally,
  hours: z.record(z.string(), CallTally),
  hourUnknown: CallTally,
  attempts: z.record(z.string(), CallTally),
  columns: z.record(z.string(), z.record(z.string(), GroupTally)),
  variedColumns: z.array(z.string()),
  hasMoreColumns: z.boolean(),
})

export const BreakdownRecord = z.object({
  campaignId: CampaignId,
  version: z.int(),
  /** The last one that was counted to its end. `stand`: the campaign's counters when that began; times are machine time. */
  done: z.optional(z.object({ breakdown: Breakdown, stand: z.string(), endedMs: z.int(), tookMs: z.int() })),
  counting: z.optional(
    z.object({
      counted: Counted,
      /** Where in the campaign's contacts it goes on; absent: at their beginning. */
      cursor: z.optional(z.string()),
      stand: z.string(),
      asOf: Instant,
      beganMs: z.int(),
      /** When somebody last was at it, and whether somebody still is. */
      touchedMs: z.int(),
      isHeld: z.boolean(),
    }),
  ),
})
export type BreakdownRecord = z.infer<typeof BreakdownRecord>

export type Breakdowns = {
  get(id: CampaignId): Promise<BreakdownRecord | undefined>
  /** Takes the place of the record as it was read, if there was one; undefined when somebody else was faster. */
  replace(seen: BreakdownRecord | undefined, by: Omit<BreakdownRecord, 'version'>): Promise<BreakdownRecord | undefined>
  /** The contacts of a campaign with their calls, shard by shard; a page may be empty and not the last. */
  contacts(campaign: Pick<CampaignRecord, 'id' | 'shards'>, cursor: string | undefined): Promise<Page<CountedContact>>
}
