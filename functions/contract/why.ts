// Why a contact is not being called, and what holds a campaign back: right now, in numbers, and until when.
import * as z from 'zod/mini'
import { CampaignState } from './campaign-parts.ts'
import { GateRule } from './gate.ts'
import { AttemptId, Instant } from './ids.ts'
import { Count } from './parts.ts'

/** What holds a campaign back right now; the first that applies. */
export const CampaignLimit = z.enum([
  /** It is not active. */
  'not-active',
  /** A provider is in trouble, and nobody is called until it answers again. */
  'breaker',
  /** Its lines have all ended by errors of our own, and one tries again later. */
  'failing',
  /** Its budget is used up. */
  'budget',
  /** Nobody has attested that its contacts agreed to be called. */
  'consent',
  /** Who is due next may not be called at this hour. */
  'window',
  /** Nobody is due: all are finished, on the telephone, or due later. */
  'nothing-due',
  /** The account's calls at a time are shared with other campaigns, and this one's part is in use. */
  'account-lines',
  /** All of its lines are busy. */
  'lines',
  /** Its own delay between two dials. */
  'call-delay',
  /** The account's dials a second. */
  'calls-per-second',
  /** Nothing: whoever is due is being dialled. */
  'none',
])
export type CampaignLimit = z.infer<typeof CampaignLimit>

export const CampaignWhy = z.object({
  limit: CampaignLimit,
  /** In words, with the numbers that matter. */
  because: z.string(),
  /** When it clears, where that is known. */
  until: z.optional(Instant),
  state: CampaignState,
  /** The campaign's own setting. */
  lines: Count,
  /** Lines that its run has opened, and those of them that are busy. */
  linesOpen: Count,
  linesBusy: Count,
  /** Lines that it was given of the account; absent: it has not been given a part yet. */
  linesAllotted: z.optional(Count),
  /** Calls that the account may have at a time, and dials that it may place a second, over all campaigns. */
  accountLines: Count,
  callsPerSecond: z.number().check(z.positive()),
  /** When the next dial may begin. */
  nextSlotAt: Instant,
  /** When the next contact is due; absent: none is. */
  nextDueAt: z.optional(Instant),
})
export type CampaignWhy = z.infer<typeof CampaignWhy>

/** What keeps a contact from being called: a rule of the gate, where the contact stands, or what limits its campaign. */
export const ContactRule = z.enum([
  ...GateRule.options,
  ...CampaignLimit.options.filter((limit) => limit !== 'window' && limit !== 'budget' && limit !== 'consent' && limit !== 'nothing-due'),
  /** It will not be called again. */
  'finished',
  /** It is on the telephone. */
  'being-called',
  /** Its time has not come. */
  'due-later',
])
export type ContactRule = z.infer<typeof ContactRule>

export const ContactWhy = z.object({
  /** No rule stands in the way: it is called as soon as a line and a dial slot are free for it. */
  callable: z.boolean(),
  rule: ContactRule,
  because: z.string(),
  until: z.optional(Instant),
  /** The call, while there is one. */
  attemptId: z.optional(AttemptId),
})
export type ContactWhy = z.infer<typeof ContactWhy>
