// A campaign as the table holds it.
import * as z from 'zod/mini'
import { CampaignState, Consent, Reopening } from '#contract/campaign-parts.ts'
import { CampaignSettings, CountryCode } from '#contract/campaign-settings.ts'
import { CampaignId, E164, Instant, TemplateId } from '#contract/ids.ts'
import { ImportProgress } from '#contract/import-progress.ts'
import { AgentLanguage } from '#contract/language.ts'
import { Count, OneOrMore } from '#contract/parts.ts'

export const CampaignRecord = z.object({
  id: CampaignId,
  name: z.string(),
  state: CampaignState,
  reason: z.optional(z.string()),
  prompt: z.string(),
  firstMessage: z.string(),
  agentId: z.optional(z.string()),
  from: z.optional(E164),
  language: z.optional(AgentLanguage),
  voiceId: z.optional(z.string()),
  consent: z.optional(Consent),
  defaultCountry: CountryCode,
  settings: CampaignSettings,
  /** What it was made from, and as which version. */
  template: z.optional(z.object({ id: TemplateId, version: OneOrMore })),
  /** Digest of the request that made it, when the same request may come again. */
  request: z.optional(z.string()),
  /** Grows with every edit; an attempt records the one that it used. */
  edition: z._default(OneOrMore, 1),
  /** Deleted by a person: nobody sees it any more, and it goes when its last call is over. */
  deletedAt: z.optional(Instant),
  openImports: Count,
  /** The list whose turn it is: the others wait. */
  importing: z.optional(ImportProgress),
  totalContacts: Count,
  createdAt: Instant,
  startsAt: z.optional(Instant),
  startedAt: z.optional(Instant),
  endedAt: z.optional(Instant),
  version: z.int(),
  /** The fence: whoever works for another run leaves. */
  run: Count,
  /** The last run whose lanes were sent home. */
  closed: Count,
  /** Partitions that the contacts are spread over; fixed once there are contacts. */
  shards: z.int().check(z.minimum(1), z.maximum(16)),
  /** Those that contacts were given; each is a queue of contacts that were never called. */
  priorities: z.optional(z.array(z.int().check(z.minimum(1), z.maximum(9)))),
  /** Start as soon as the open import is done. */
  startWhenImported: z.optional(z.boolean()),
  /** Runs in a row whose lanes have all ended by errors, and when the next may open one lane to try. */
  fruitless: z.optional(z.object({ runs: OneOrMore, nextAt: Instant })),
  /** Stopped in a way that ends live calls, too. */
  hangUpLive: z.optional(z.boolean()),
  /** `cursor`: where in the list of contacts it goes on. */
  reopening: z.optional(z.extend(Reopening, { cursor: z.optional(z.string()) })),
})
export type CampaignRecord = z.infer<typeof CampaignRecord>
