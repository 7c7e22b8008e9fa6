// A campaign as the outside sees it: settings with their limits, states, metrics.
import * as z from 'zod/mini'
import { CampaignId, E164, Instant, TemplateId } from './ids.ts'
import { ImportProgress } from './import.ts'
import { AgentLanguage } from './language.ts'
import { ColumnMapping } from './list.ts'
import { Count, OneOrMore, trimmed } from './parts.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

export const CampaignState = z.enum(['draft', 'active', 'pausing', 'paused', 'stopping', 'completed', 'cancelled'])
export type CampaignState = z.infer<typeof CampaignState>

type Range = { from: number; to: number }

/** What the settings may be that are numbers. */
export const SETTING_RANGES = {
  /** Least time between two dials of the campaign, in milliseconds. */
  callDelay: { from: 0, to: 600_000 },
  /** Telephone lines of the campaign: calls at the same time. */
  maxConcurrentCalls: { from: 1, to: 10_000 },
  /** How often a contact that was not reached is called again. */
  retryCount: { from: 0, to: 10 },
  /** Wait before a contact is called again, in milliseconds. */
  retryDelay: { from: MINUTE_MS, to: 30 * DAY_MS },
  /** A conversation is ended after so many milliseconds. */
  maxCallLength: { from: 30_000, to: 3_600_000 },
  /** The campaign's part of what the account can do, against the other campaigns': twice the weight, twice the lines and dials. */
  weight: { from: 1, to: 100 },
} as const satisfies Record<string, Range>

const within = ({ from, to }: Range) => z.int().check(z.minimum(from), z.maximum(to))

const Delay = within(SETTING_RANGES.retryDelay)

/** Outcomes after which calling again can make sense. `unresolved` is not among them: the call may have rung. */
export const RetriedOutcome = z.enum(['no-answer', 'busy', 'voicemail', 'carrier-failure', 'media-failure'])
export type RetriedOutcome = z.infer<typeof RetriedOutcome>

/**
 * Waits before the next call, in milliseconds, for each outcome: after a contact's first call the first wait of the list of what that
 * call meant, after its second call the second wait, and so on. Where the list ends, or the outcome is not named, the contact is given up.
 */
export const RetryLadder = z.partialRecord(RetriedOutcome, z.array(Delay).check(z.maxLength(10)))
export type RetryLadder = z.infer<typeof RetryLadder>

export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
export type Weekday = z.infer<typeof Weekday>

const TimeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:30'))

/** When contacts may be called, in each contact's own time; within what the law of their country allows. `to` before `from`: over midnight. */
export const CallingWindow = z.strictObject({
  from: TimeOfDay,
  to: TimeOfDay,
  days: z._default(z.array(Weekday).check(z.minLength(1)), [...Weekday.options]),
})
export type CallingWindow = z.infer<typeof CallingWindow>

/** ISO 3166-1 alpha-2. */
export const CountryCode = z.string().check(z.regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 country code such as US'))
export type CountryCode = z.infer<typeof CountryCode>

/**
 * Where the campaign may call; absent: in its default country alone. Whoever writes a number into a list must not choose what it costs:
 * +1 876 looks like the United States and is Jamaica.
 */
export const AllowedCountries = z.union([z.literal('any'), z.array(CountryCode).check(z.minLength(1), z.maxLength(250))])
export type AllowedCountries = z.infer<typeof AllowedCountries>

/**
 * What the campaign may use up; it pauses itself when that is spent. Calls: no more are placed, except by lines that claim in the same
 * instant. Minutes: those of live calls, and of calls that begin within ten seconds of the last look, come on top.
 */
const Budget = z
  .strictObject({
    calls: z.optional(z.int().check(z.minimum(1), z.maximum(100_000_000))),
    /** Billed minutes of answered calls. */
    minutes: z.optional(z.int().check(z.minimum(1), z.maximum(100_000_000))),
  })
  .check(z.refine(({ calls, minutes }) => calls !== undefined || minutes !== undefined, 'name calls, minutes, or both'))

/** What happens when a machine answers. `off`: it is not listened for, and the agent talks to it. */
export const AnsweringMachine = z.enum(['off', 'hang-up', 'leave-message'])
export type AnsweringMachine = z.infer<typeof AnsweringMachine>

const limits = {
  callDelay: within(SETTING_RANGES.callDelay),
  maxConcurrentCalls: within(SETTING_RANGES.maxConcurrentCalls),
  retryCount: within(SETTING_RANGES.retryCount),
  retryDelay: Delay,
  answeringMachine: AnsweringMachine,
  /** Calls are recorded, and whoever is called is told so before anything else. */
  recordCalls: z.boolean(),
  maxCallLength: within(SETTING_RANGES.maxCallLength),
  weight: within(SETTING_RANGES.weight),
}

const extras = {
  /** In place of `retryCount` and `retryDelay`. One budget for the contact: one call, and as many more as the longest list has waits. */
  retries: RetryLadder,
  /** Said to an answering machine after its tone; needed for `leave-message`. */
  voicemailMessage: trimmed(1_000),
  /** Said to the caller when the agent fails; `{{name}}` and any column of the list may stand in it. Absent: words of ours where English is spoken. */
  apology: trimmed(1_000),
  /** What the agent says before its first message when the call is recorded; needed for `recordCalls`. Many laws want it said. */
  recordingNotice: trimmed(500),
  window: CallingWindow,
  budget: Budget,
  allowedCountries: AllowedCountries,
}

/** The one place of these limits and defaults: the API, the page and the documentation read them from here. */
export const CampaignSettings = z
  .strictObject({
    callDelay: z._default(limits.callDelay, 5_000),
    maxConcurrentCalls: z._default(limits.maxConcurrentCalls, 5),
    retryCount: z._default(limits.retryCount, 1),
    retryDelay: z._default(limits.retryDelay, 3_600_000),
    answeringMachine: z._default(limits.answeringMachine, 'hang-up'),
    recordCalls: z._default(limits.recordCalls, false),
    maxCallLength: z._default(limits.maxCallLength, 600_000),
    weight: z._default(limits.weight, 1),
    retries: z.optional(extras.retries),
    voicemailMessage: z.optional(extras.voicemailMessage),
    apology: z.optional(extras.apology),
    recordingNotice: z.optional(extras.recordingNotice),
    window: z.optional(extras.window),
    budget: z.optional(extras.budget),
    allowedCountries: z.optional(extras.allowedCountries),
  })
  .check(
    z.refine(({ answeringMachine, voicemailMessage }) => answeringMachine !== 'leave-message' || voicemailMessage !== undefined, {
      message: 'leave-message needs a voicemailMessage',
      path: ['voicemailMessage'],
    }),
    z.refine(({ recordCalls, recordingNotice }) => !recordCalls || recordingNotice !== undefined, {
      message: 'recordCalls needs a recordingNotice: what the agent says first, such as “This call is recorded.”',
      path: ['recordingNotice'],
    }),
  )
export type CampaignSettings = z.infer<typeof CampaignSettings>

/** Settings that change; null takes one away that can be absent. */
export const SettingsEdit = z.partial(
  z.strictObject({
    ...limits,
    retries: z.nullable(extras.retries),
    voicemailMessage: z.nullable(extras.voicemailMessage),
    apology: z.nullable(extras.apology),
    recordingNotice: z.nullable(extras.recordingNotice),
    window: z.nullable(extras.window),
    budget: z.nullable(extras.budget),
    allowedCountries: z.nullable(extras.allowedCountries),
  }),
)
export type SettingsEdit = z.infer<typeof SettingsEdit>

/** The deployer's or the customer's word that the people on the list have agreed to be called by an AI voice. */
export const Consent = z.strictObject({
  /** Who says so: a name or an address that an auditor can ask. */
  attestedBy: trimmed(200),
  /** How it was given. */
  text: z.optional(trimmed(2_000)),
})
export type Consent = z.infer<typeof Consent>

const words = {
  name: trimmed(200),
  /** What the agent is told to do. */
  prompt: trimmed(20_000),
  /** What the agent says first. `{{name}}` and any column of the list may stand in it. */
  firstMessage: trimmed(2_000),
}

const choices = {
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

export const NewCampaign = z.strictObject({
  ...words,
  agentId: z.optional(choices.agentId),
  from: z.optional(choices.from),
  language: z.optional(choices.language),
  voiceId: z.optional(choices.voiceId),
  consent: z.optional(choices.consent),
  mapping: z.optional(choices.mapping),
  /** Of numbers that are written without a country code. */
  defaultCountry: z._default(CountryCode, 'US'),
  settings: z.prefault(CampaignSettings, {}),
})
export type NewCampaign = z.infer<typeof NewCampaign>

/** What changes of a campaign, also while it is running: calls that are claimed from then on use it. */
export const CampaignEdit = z.partial(
  z.strictObject({
    ...words,
    agentId: z.nullable(choices.agentId),
    from: z.nullable(choices.from),
    language: z.nullable(choices.language),
    voiceId: z.nullable(choices.voiceId),
    consent: choices.consent,
    mapping: z.nullable(choices.mapping),
    settings: SettingsEdit,
  }),
)
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
export const ReopenedOutcome = z.enum(Outcome.options.filter((outcome) => outcome !== 'opted-out'))
export type ReopenedOutcome = z.infer<typeof ReopenedOutcome>

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

/** Finished contacts on their way back to be called again: a big campaign's are taken a part at a time. */
export const Reopening = z.object({
  outcomes: z.array(ReopenedOutcome).check(z.minLength(1)),
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
