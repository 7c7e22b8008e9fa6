// The settings of a campaign, with their limits and defaults.
import * as z from 'zod/mini'
import { RetriedOutcome } from './outcome.ts'
import { trimmed } from './parts.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

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

/** Those that every campaign has. */
export const limits = {
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

/** Those that may be absent. */
export const extras = {
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
