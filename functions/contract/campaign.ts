// A campaign as the outside sees it: settings with their limits, states, metrics.
import * as z from 'zod'
import { CampaignId, E164, Instant, TemplateId } from './ids.ts'
import { ImportProgress } from './import.ts'
import { AgentLanguage } from './language.ts'
import { ColumnMapping } from './list.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

export const CampaignState = z.enum(['draft', 'active', 'pausing', 'paused', 'stopping', 'completed', 'cancelled'])
export type CampaignState = z.infer<typeof CampaignState>

const Delay = z
  .int()
  .min(MINUTE_MS)
  .max(30 * DAY_MS)

/** Outcomes after which calling again can make sense. `unresolved` is not among them: the call may have rung. */
export const RetriedOutcome = z.enum(['no-answer', 'busy', 'voicemail', 'carrier-failure', 'media-failure'])
export type RetriedOutcome = z.infer<typeof RetriedOutcome>

/**
 * Waits before the next call, in milliseconds, for each outcome: after a contact's first call the first wait of the list of what that
 * call meant, after its second call the second wait, and so on. Where the list ends, or the outcome is not named, the contact is given up.
 */
export const RetryLadder = z.partialRecord(RetriedOutcome, z.array(Delay).max(10))
export type RetryLadder = z.infer<typeof RetryLadder>

export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
export type Weekday = z.infer<typeof Weekday>

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:30')

/** When contacts may be called, in each contact's own time; within what the law of their country allows. `to` before `from`: over midnight. */
export const CallingWindow = z.strictObject({
  from: TimeOfDay,
  to: TimeOfDay,
  days: z
    .array(Weekday)
    .min(1)
    .default([...Weekday.options]),
})
export type CallingWindow = z.infer<typeof CallingWindow>

/** ISO 3166-1 alpha-2. */
export const CountryCode = z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 country code such as US')
export type CountryCode = z.infer<typeof CountryCode>

/**
 * Where the campaign may call; absent: in its default country alone. Whoever writes a number into a list must not choose what it costs:
 * +1 876 looks like the United States and is Jamaica.
 */
export const AllowedCountries = z.union([z.literal('any'), z.array(CountryCode).min(1).max(250)])
export type AllowedCountries = z.infer<typeof AllowedCountries>

/**
 * What the campaign may use up; it pauses itself when that is spent. Calls: no more are placed, except by lines that claim in the same
 * instant. Minutes: those of live calls, and of calls that begin within ten seconds of the last look, come on top.
 */
const Budget = z
  .strictObject({
    calls: z.int().min(1).max(100_000_000).optional(),
    /** Billed minutes of answered calls. */
    minutes: z.int().min(1).max(100_000_000).optional(),
  })
  .refine(({ calls, minutes }) => calls !== undefined || minutes !== undefined, 'name calls, minutes, or both')

/** What happens when a machine answers. `off`: it is not listened for, and the agent talks to it. */
export const AnsweringMachine = z.enum(['off', 'hang-up', 'leave-message'])
export type AnsweringMachine = z.infer<typeof AnsweringMachine>

const limits = {
  /** Least time between two dials of the campaign, in milliseconds. */
  callDelay: z.int().min(0).max(600_000),
  /** Telephone lines of the campaign: calls at the same time. */
  maxConcurrentCalls: z.int().min(1).max(10_000),
  /** How often a contact that was not reached is called again. */
  retryCount: z.int().min(0).max(10),
  /** Wait before a contact is called again, in milliseconds. */
  retryDelay: Delay,
  answeringMachine: AnsweringMachine,
  /** Calls are recorded, and whoever is called is told so before anything else. */
  recordCalls: z.boolean(),
  /** A conversation is ended after so many milliseconds. */
  maxCallLength: z.int().min(30_000).max(3_600_000),
  /** The campaign's part of what the account can do, against the other campaigns': twice the weight, twice the lines and dials. */
  weight: z.int().min(1).max(100),
}

const extras = {
  /** In place of `retryCount` and `retryDelay`. One budget for the contact: one call, and as many more as the longest list has waits. */
  retries: RetryLadder,
  /** Said to an answering machine after its tone; needed for `leave-message`. */
  voicemailMessage: z.string().trim().min(1).max(1_000),
  /** Said to the caller when the agent fails; `{{name}}` and any column of the list may stand in it. Absent: words of ours where English is spoken. */
  apology: z.string().trim().min(1).max(1_000),
  /** What the agent says before its first message when the call is recorded; needed for `recordCalls`. Many laws want it said. */
  recordingNotice: z.string().trim().min(1).max(500),
  window: CallingWindow,
  budget: Budget,
  allowedCountries: AllowedCountries,
}

/** The one place of these limits and defaults: the API, the page and the documentation read them from here. */
export const CampaignSettings = z
  .strictObject({
    callDelay: limits.callDelay.default(5_000),
    maxConcurrentCalls: limits.maxConcurrentCalls.default(5),
    retryCount: limits.retryCount.default(1),
    retryDelay: limits.retryDelay.default(3_600_000),
    answeringMachine: limits.answeringMachine.default('hang-up'),
    recordCalls: limits.recordCalls.default(false),
    maxCallLength: limits.maxCallLength.default(600_000),
    weight: limits.weight.default(1),
    retries: extras.retries.optional(),
    voicemailMessage: extras.voicemailMessage.optional(),
    apology: extras.apology.optional(),
    recordingNotice: extras.recordingNotice.optional(),
    window: extras.window.optional(),
    budget: extras.budget.optional(),
    allowedCountries: extras.allowedCountries.optional(),
  })
  .refine(({ answeringMachine, voicemailMessage }) => answeringMachine !== 'leave-message' || voicemailMessage !== undefined, {
    message: 'leave-message needs a voicemailMessage',
    path: ['voicemailMessage'],
  })
  .refine(({ recordCalls, recordingNotice }) => !recordCalls || recordingNotice !== undefined, {
    message: 'recordCalls needs a recordingNotice: what the agent says first, such as “This call is recorded.”',
    path: ['recordingNotice'],
  })
export type CampaignSettings = z.infer<typeof CampaignSettings>

/** Settings that change; null takes one away that can be absent. */
export const SettingsEdit = z
  .strictObject({
    ...limits,
    retries: extras.retries.nullable(),
    voicemailMessage: extras.voicemailMessage.nullable(),
    apology: extras.apology.nullable(),
    recordingNotice: extras.recordingNotice.nullable(),
    window: extras.window.nullable(),
    budget: extras.budget.nullable(),
    allowedCountries: extras.allowedCountries.nullable(),
  })
  .partial()
export type SettingsEdit = z.infer<typeof SettingsEdit>

/** The deployer's or the customer's word that the people on the list have agreed to be called by an AI voice. */
export const Consent = z.strictObject({
  /** Who says so: a name or an address that an auditor can ask. */
  attestedBy: z.string().trim().min(1).max(200),
  /** How it was given. */
  text: z.string().trim().min(1).max(2_000).optional(),
})
export type Consent = z.infer<typeof Consent>

const words = {
  name: z.string().trim().min(1).max(200),
  /** What the agent is told to do. */
  prompt: z.string().trim().min(1).max(20_000),
  /** What the agent says first. `{{name}}` and any column of the list may stand in it. */
  firstMessage: z.string().trim().min(1).max(2_000),
}

const choices = {
  /** The ElevenLabs agent; absent: the deployment's own. */
  agentId: z.string().trim().min(1).max(100),
  /** The number that calls; absent: the deployment's own. It must belong to the Twilio account. */
  from: E164,
  /** Of the agent; absent: as the agent is set up. */
  language: AgentLanguage,
  /** One of ElevenLabs' voices; absent: the agent's own. The agent must allow that it is chosen. */
  voiceId: z.string().trim().min(1).max(100),
  consent: Consent,
  /** What the columns of its lists are, by their names; what is not named is guessed. */
  mapping: ColumnMapping,
}

export const NewCampaign = z.strictObject({
  ...words,
  agentId: choices.agentId.optional(),
  from: choices.from.optional(),
  language: choices.language.optional(),
  voiceId: choices.voiceId.optional(),
  consent: choices.consent.optional(),
  mapping: choices.mapping.optional(),
  /** Of numbers that are written without a country code. */
  defaultCountry: CountryCode.default('US'),
  settings: CampaignSettings.prefault({}),
})
export type NewCampaign = z.infer<typeof NewCampaign>

/** What changes of a campaign, also while it is running: calls that are claimed from then on use it. */
export const CampaignEdit = z
  .strictObject({
    ...words,
    agentId: choices.agentId.nullable(),
    from: choices.from.nullable(),
    language: choices.language.nullable(),
    voiceId: choices.voiceId.nullable(),
    consent: choices.consent,
    mapping: choices.mapping.nullable(),
    settings: SettingsEdit,
  })
  .partial()
export type CampaignEdit = z.infer<typeof CampaignEdit>

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

/** Outcomes after which a finished contact may be called once more when a person asks for it. Who has opted out never is. */
export const ReopenedOutcome = Outcome.exclude(['opted-out'])
export type ReopenedOutcome = z.infer<typeof ReopenedOutcome>

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

/** Finished contacts on their way back to be called again: a big campaign's are taken a part at a time. */
export const Reopening = z.object({
  outcomes: z.array(ReopenedOutcome).min(1),
  askedAt: Instant,
  /** Contacts that may be called again so far. */
  contacts: Count,
})
export type Reopening = z.infer<typeof Reopening>

export const Campaign = z.object({
  id: CampaignId,
  name: z.string(),
  state: CampaignState,
  /** Why the campaign is paused, when it was not a person who paused this very campaign. */
  reason: z.string().optional(),
  prompt: z.string(),
  firstMessage: z.string(),
  agentId: choices.agentId.optional(),
  from: choices.from.optional(),
  language: choices.language.optional(),
  voiceId: choices.voiceId.optional(),
  consent: Consent.optional(),
  defaultCountry: CountryCode,
  settings: CampaignSettings,
  /** What it was made from, and as which version. */
  template: z.object({ id: TemplateId, version: z.int().min(1) }).optional(),
  /** Grows with every edit; each call names the edition that it used. */
  edition: z.int().min(1),
  /** Imports that are still running, or wait to. */
  openImports: Count,
  /** Lists are read one after the other: how far this one is. */
  importing: ImportProgress.optional(),
  /** Absent: nothing is being reopened. */
  reopening: Reopening.optional(),
  createdAt: Instant,
  startedAt: Instant.optional(),
  /** When the campaign reached `completed` or `cancelled`. */
  endedAt: Instant.optional(),
  /** Grows with every change of the campaign; a viewer drops older versions. */
  version: z.int(),
})
export type Campaign = z.infer<typeof Campaign>

export const CampaignWithStats = Campaign.extend({
  stats: CampaignStats,
  /** Told of a campaign that is asked for by itself. */
  mapping: choices.mapping.optional(),
})
export type CampaignWithStats = z.infer<typeof CampaignWithStats>

/** What a command answers with. */
export const CampaignWithLive = Campaign.extend({
  /** Contacts that are still on the telephone, as in `CampaignStats`. */
  live: Count,
})
export type CampaignWithLive = z.infer<typeof CampaignWithLive>
