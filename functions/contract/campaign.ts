// A campaign as the outside sees it: settings, state, metrics.
import * as z from 'zod/mini'
import { CampaignState, Consent, Reopening } from './campaign-parts.ts'
import { CampaignSettings, CountryCode } from './campaign-settings.ts'
import { CampaignId, E164, Instant, TemplateId } from './ids.ts'
import { ImportProgress } from './import-progress.ts'
import { AgentLanguage } from './language.ts'
import { ColumnMapping } from './list.ts'
import { Outcome } from './outcome.ts'
import { Count, OneOrMore, trimmed } from './parts.ts'

/** What may be chosen for each campaign. */
export const choices = {
  /** The ElevenLabs agent; absent: the deployment's own. */
  agentId: trimmed(100),
  /** The number that calls; absent: the deployment's own. It must belong to the Twilio account. */
  from: E164,
  /** Of the agent; absent: as the agent is set up. */
  language: AgentLanguage,
  /** One of ElevenLabs' voices; absent: the agent's own. The agent must allow that it is chosen. */
  voiceId: trimmed(100),
  consent: Consent,
  /** What the columns of its lists are, by their names; what is not named is guessed. */
  mapping: ColumnMapping,
}

/** One definition for API, table, screen and docs. Contacts: waiting + live + retrying + finished = totalContacts. */
export const CampaignStats = z.object({
  /** Contacts in the campaign; rejects and duplicates are not counted. */
  totalContacts: Count,
  /** Contacts that were never called yet. */
  waiting: Count,
  /** Contacts on the telephone, from the claim to the end of the call. */
  live: Count,
  /** Contacts that will be called again. */
  retrying: Count,
  /** Contacts that will not be called again. */
  finished: Count,
  /** Attempts that the provider accepted. */
  callsPlaced: Count,
  /** Attempts that were answered, by whoever or whatever. */
  callsAnswered: Count,
  /** Attempts that were answered and have ended. */
  callsCompleted: Count,
  /** Attempts that ended without being answered. */
  callsFailed: Count,
  /** Mean billed seconds of `callsCompleted`; null before the first. */
  averageDuration: z.nullable(z.number().check(z.minimum(0))),
  /** Contacts with a successful conversation ÷ finished contacts, 0 to 1; null before the first is finished. */
  successRate: z.nullable(z.number().check(z.minimum(0), z.maximum(1))),
  /** Ended attempts by what they meant. */
  outcomes: z.partialRecord(Outcome, Count),
})
export type CampaignStats = z.infer<typeof CampaignStats>

export const Campaign = z.object({
  id: CampaignId,
  name: z.string(),
  state: CampaignState,
  /** Why the campaign is paused, when it was not a person who paused this very campaign; of a draft: why it has not started by itself. */
  reason: z.optional(z.string()),
  prompt: z.string(),
  firstMessage: z.string(),
  agentId: z.optional(choices.agentId),
  from: z.optional(choices.from),
  language: z.optional(choices.language),
  voiceId: z.optional(choices.voiceId),
  consent: z.optional(Consent),
  defaultCountry: CountryCode,
  settings: CampaignSettings,
  /** What it was made from, and as which version. */
  template: z.optional(z.object({ id: TemplateId, version: OneOrMore })),
  /** Grows with every edit; each call names the edition that it used. */
  edition: OneOrMore,
  /** Imports that are still running, or wait to. */
  openImports: Count,
  /** Lists are read one after the other: how far this one is. */
  importing: z.optional(ImportProgress),
  /** Absent: nothing is being reopened. */
  reopening: z.optional(Reopening),
  createdAt: Instant,
  /** When it starts by itself, within a minute: only of a draft. */
  startsAt: z.optional(Instant),
  startedAt: z.optional(Instant),
  /** When the campaign reached `completed` or `cancelled`. */
  endedAt: z.optional(Instant),
  /** Grows with every change of the campaign; a viewer drops older versions. */
  version: z.int(),
})
export type Campaign = z.infer<typeof Campaign>

export const CampaignWithStats = z.extend(Campaign, {
  stats: CampaignStats,
  /** Told of a campaign that is asked for by itself. */
  mapping: z.optional(choices.mapping),
})
export type CampaignWithStats = z.infer<typeof CampaignWithStats>

/** What a command answers with. */
export const CampaignWithLive = z.extend(Campaign, {
  /** Contacts that are still on the telephone, as in `CampaignStats`. */
  live: Count,
})
export type CampaignWithLive = z.infer<typeof CampaignWithLive>
