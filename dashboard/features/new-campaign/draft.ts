// What has been typed into the form so far: as typed, so that numbers are text until they are read.
import * as z from 'zod/mini'
import { AnsweringMachine, CampaignSettings, Weekday } from '#contract/campaign-settings.ts'
import { ImportId } from '#contract/ids.ts'
import { ColumnMapping } from '#contract/list.ts'
import type { RetriedOutcome } from '#contract/outcome.ts'
import type { ChosenList } from './chosen-list.ts'

const MINUTE_MS = 60_000
const DEFAULTS = CampaignSettings.parse({})

const text = (usual = '') => z._default(z.string(), usual)

const List = z.object({
  csv: z.string(),
  fileName: z.string(),
  file: z.optional(z.object({ size: z.number(), importId: z.optional(ImportId), sheet: z.optional(z.string()) })),
})

/** Waits in words, such as `1 h, 1 day`, by what the last call meant. */
const Ladder = z.record(z.string(), z.string())

export const Draft = z.object({
  /** Where the people come from. */
  source: z._default(z.enum(['list', 'sheet']), 'list'),
  list: z._default(List, { csv: '', fileName: 'contacts.csv' }),
  spreadsheet: text(),
  tab: text(),
  /** What columns are, where the guess was changed. */
  mapping: z._default(ColumnMapping, {}),
  defaultCountry: text('US'),
  name: text(),
  prompt: text(),
  firstMessage: text(),
  lines: text(String(DEFAULTS.maxConcurrentCalls)),
  delaySeconds: text(String(DEFAULTS.callDelay / 1_000)),
  weight: text(String(DEFAULTS.weight)),
  retryCount: text(String(DEFAULTS.retryCount)),
  retryMinutes: text(String(DEFAULTS.retryDelay / MINUTE_MS)),
  /** Each outcome has waits of its own, in place of the two above. */
  hasLadder: z._default(z.boolean(), false),
  ladder: z._default(Ladder, { 'no-answer': '1 h, 1 day', busy: '5 min, 1 h' } satisfies Partial<Record<RetriedOutcome, string>>),
  /** Hours of the campaign's own, within the law's. */
  hasHours: z._default(z.boolean(), false),
  hoursFrom: text('09:00'),
  hoursTo: text('18:00'),
  days: z._default(z.array(Weekday), ['mon', 'tue', 'wed', 'thu', 'fri']),
  answeringMachine: z._default(AnsweringMachine, DEFAULTS.answeringMachine),
  voicemailMessage: text(),
  apology: text(),
  recordCalls: z._default(z.boolean(), DEFAULTS.recordCalls),
  recordingNotice: text('This call is recorded.'),
  longestMinutes: text(String(DEFAULTS.maxCallLength / MINUTE_MS)),
  from: text(),
  agentId: text(),
  voiceId: text(),
  language: text(),
  allowedCountries: text(),
  budgetCalls: text(),
  budgetMinutes: text(),
  consentBy: text(),
  consentText: text(),
})
export type Draft = Omit<z.infer<typeof Draft>, 'list'> & { list: ChosenList }

export const EMPTY: Draft = Draft.parse({})

/** What is typed into a field of its own. */
export type Typed = { [K in keyof Draft]: Draft[K] extends string ? (string extends Draft[K] ? K : never) : never }[keyof Draft]
