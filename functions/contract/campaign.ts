// A campaign as the outside sees it: settings with their limits, states, metrics.
import * as z from 'zod'
import { CampaignId, Instant } from './ids.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

export const CampaignState = z.enum(['draft', 'active', 'pausing', 'paused', 'stopping', 'completed', 'cancelled'])
export type CampaignState = z.infer<typeof CampaignState>

/** The one place of these limits and defaults: the API, the page and the documentation read them from here. */
export const CampaignSettings = z.strictObject({
  /** Least time between two dials of the campaign, in milliseconds. */
  callDelay: z.int().min(0).max(600_000).default(5_000),
  /** Telephone lines of the campaign: calls at the same time. */
  maxConcurrentCalls: z.int().min(1).max(10_000).default(5),
  /** How often a contact that was not reached is called again. */
  retryCount: z.int().min(0).max(10).default(1),
  /** Wait before a contact is called again, in milliseconds. */
  retryDelay: z
    .int()
    .min(MINUTE_MS)
    .max(30 * DAY_MS)
    .default(3_600_000),
})
export type CampaignSettings = z.infer<typeof CampaignSettings>

/** ISO 3166-1 alpha-2, for numbers that are written without a country code. */
export const CountryCode = z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 country code such as US')
export type CountryCode = z.infer<typeof CountryCode>

export const NewCampaign = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** What the agent is told to do. */
  prompt: z.string().trim().min(1).max(20_000),
  /** What the agent says first. `{{name}}` and any column of the list may stand in it. */
  firstMessage: z.string().trim().min(1).max(2_000),
  defaultCountry: CountryCode.default('US'),
  settings: CampaignSettings.prefault({}),
})
export type NewCampaign = z.infer<typeof NewCampaign>

export const Outcome = z.enum([
  'human',
  'voicemail',
  'no-answer',
  'busy',
  'invalid-number',
  'rejected',
  'carrier-failure',
  'media-failure',
  'opted-out',
  'canceled',
  'unresolved',
])
export type Outcome = z.infer<typeof Outcome>

const Count = z.int().min(0)

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
  averageDuration: z.number().min(0).nullable(),
  /** Contacts with a successful conversation ÷ finished contacts, 0 to 1; null before the first is finished. */
  successRate: z.number().min(0).max(1).nullable(),
  /** Ended attempts by what they meant. */
  outcomes: z.partialRecord(Outcome, Count),
})
export type CampaignStats = z.infer<typeof CampaignStats>

export const Campaign = z.object({
  id: CampaignId,
  name: z.string(),
  state: CampaignState,
  /** Why Ringmaster paused the campaign by itself; absent when a person did. */
  reason: z.string().optional(),
  prompt: z.string(),
  firstMessage: z.string(),
  defaultCountry: CountryCode,
  settings: CampaignSettings,
  /** Imports that are still running. */
  openImports: Count,
  createdAt: Instant,
  startedAt: Instant.optional(),
  /** When the campaign reached `completed` or `cancelled`. */
  endedAt: Instant.optional(),
  /** Grows with every change of the campaign; a viewer drops older versions. */
  version: z.int(),
})
export type Campaign = z.infer<typeof Campaign>

export const CampaignWithStats = Campaign.extend({ stats: CampaignStats })
export type CampaignWithStats = z.infer<typeof CampaignWithStats>
