// A contact as the outside sees it, and the rows that become contacts.
import * as z from 'zod'
import { Outcome } from './campaign.ts'
import { CampaignId, ContactId, E164, Instant } from './ids.ts'
import { AgentLanguage } from './language.ts'

export const ContactState = z.enum(['pending', 'calling', 'retrying', 'done', 'failed', 'suppressed', 'cancelled'])
export type ContactState = z.infer<typeof ContactState>

/** Template variables of one contact: every other column of its row, under the column's own name. */
export const Variables = z.record(z.string().min(1).max(100), z.string().max(2_000)).refine(
  // A slice of a hundred contacts must fit into one transaction of 4 MB (DynamoDB).
  (variables) => JSON.stringify(variables).length <= 16_000,
  'too much data for one contact: at most 16 000 characters in all columns together',
)
export type Variables = z.infer<typeof Variables>

export const Contact = z.object({
  id: ContactId,
  campaignId: CampaignId,
  phone: E164,
  name: z.string().optional(),
  variables: Variables,
  state: ContactState,
  /** Calls that used up the contact's budget. */
  attempts: z.int().min(0),
  /** What the last ended attempt meant. */
  outcome: Outcome.optional(),
  /** When the contact may be called next; absent while it is being called and when it is finished. */
  dueAt: Instant.optional(),
  /** Why the contact is not called right now, when a rule says so. */
  heldBecause: z.string().optional(),
})
export type Contact = z.infer<typeof Contact>

/** 31 February is no day, though Date takes it for one in March. */
const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00.000Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** A time of day, a day and time, both in the contact’s own time; or an instant. */
const CallTime = z
  .string()
  .max(40)
  .regex(
    /^(([01]\d|2[0-3]):[0-5]\d|20\d\d-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:[0-5]\d\.\d{3}Z)?)$/,
    'must be a time such as 17:30, a day and time such as 2026-12-01T17:30, or an instant such as 2026-12-01T17:30:00.000Z',
  )
  .refine((text) => text.length < 6 || isDay(text.slice(0, 10)), 'the month has no such day')

/** What a contact’s row says otherwise than its campaign, and when it may be called. */
export const ContactOverrides = z.strictObject({
  /** Beside the campaign’s country: for a number that is written without its country code. Code, name or calling code. */
  country: z.string().max(100).optional(),
  /** Of the agent. */
  language: AgentLanguage.optional(),
  firstMessage: z.string().min(1).max(2_000).optional(),
  prompt: z.string().min(1).max(10_000).optional(),
  /** Of the agent’s voice, as ElevenLabs names it. */
  voiceId: z
    .string()
    .regex(/^[A-Za-z0-9]{1,100}$/, 'must be the id of a voice: letters and digits')
    .optional(),
  callAfter: CallTime.optional(),
  callBefore: CallTime.optional(),
  /** 1 is called first, 9 last; absent: 5. */
  priority: z.int('must be a whole number').min(1, 'must be from 1, the first, to 9').max(9, 'must be from 1 to 9, the last').optional(),
})
export type ContactOverrides = z.infer<typeof ContactOverrides>

/** The agent’s provider keeps these names for itself, and what is under them could lead the agent. */
const RESERVED = /^(system|secret)__/i

/** One row of a list before its number is read. */
export const ContactRow = z.strictObject({
  phone: z.string().min(1).max(100),
  name: z.string().max(200).optional(),
  ...ContactOverrides.shape,
  /** The contact's own IANA time zone. Like the two below it decides when the contact may be called, before the number does. */
  timeZone: z.string().max(100).optional(),
  /** State or province, by code or name; read for the United States, Canada and Australia. */
  region: z.string().max(100).optional(),
  /** Postal code; read for the United States and Canada. */
  postcode: z.string().max(20).optional(),
  /** Evidence that the contact has agreed to be called: an id, an address, or words. */
  consent: z.string().max(1_000).optional(),
  variables: Variables.refine(
    (variables) => !Object.keys(variables).some((name) => RESERVED.test(name)),
    'names that begin with system__ or secret__ are kept for the agent’s own variables',
  ).default({}),
})
export type ContactRow = z.infer<typeof ContactRow>
