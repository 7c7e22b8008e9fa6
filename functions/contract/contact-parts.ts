// What contacts are made of, wherever they are kept or shown.
import * as z from 'zod/mini'
import { AgentLanguage } from './language.ts'

export const ContactState = z.enum(['pending', 'calling', 'retrying', 'done', 'failed', 'suppressed', 'cancelled'])
export type ContactState = z.infer<typeof ContactState>

/** Template variables of one contact: every other column of its row, under the column's own name. */
export const Variables = z
  .record(z.string().check(z.minLength(1), z.maxLength(100)), z.string().check(z.maxLength(2_000)))
  .check(
    z.refine(
      (variables) => JSON.stringify(variables).length <= 16_000,
      'too much data for one contact: at most 16 000 characters in all columns together',
    ),
  )
export type Variables = z.infer<typeof Variables>

/** 31 February is no day, though Date takes it for one in March. */
const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00.000Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** A time of day, a day and time, both in the contact’s own time; or an instant. */
const CallTime = z.string().check(
  z.maxLength(40),
  z.regex(
    /^(([01]\d|2[0-3]):[0-5]\d|20\d\d-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:[0-5]\d\.\d{3}Z)?)$/,
    'must be a time such as 17:30, a day and time such as 2026-12-01T17:30, or an instant such as 2026-12-01T17:30:00.000Z',
  ),
  z.refine((text) => text.length < 6 || isDay(text.slice(0, 10)), 'the month has no such day'),
)

/** What a contact’s row says otherwise than its campaign, and when it may be called. */
export const ContactOverrides = z.strictObject({
  /** Beside the campaign’s country: for a number that is written without its country code. Code, name or calling code. */
  country: z.optional(z.string().check(z.maxLength(100))),
  /** Of the agent. */
  language: z.optional(AgentLanguage),
  firstMessage: z.optional(z.string().check(z.minLength(1), z.maxLength(2_000))),
  prompt: z.optional(z.string().check(z.minLength(1), z.maxLength(10_000))),
  /** Of the agent’s voice, as ElevenLabs names it. */
  voiceId: z.optional(z.string().check(z.regex(/^[A-Za-z0-9]{1,100}$/, 'must be the id of a voice: letters and digits'))),
  callAfter: z.optional(CallTime),
  callBefore: z.optional(CallTime),
  /** 1 is called first, 9 last; absent: 5. */
  priority: z.optional(
    z.int('must be a whole number').check(z.minimum(1, 'must be from 1, the first, to 9'), z.maximum(9, 'must be from 1 to 9, the last')),
  ),
})
export type ContactOverrides = z.infer<typeof ContactOverrides>
