// The list of numbers that nobody calls, in any campaign.
import * as z from 'zod/mini'
import { CountryCode } from './campaign-settings.ts'
import { AttemptId, E164, Instant } from './ids.ts'
import { trimmed } from './parts.ts'

export const Suppression = z.object({
  phone: E164,
  at: Instant,
  because: z.string(),
})
export type Suppression = z.infer<typeof Suppression>

export const NewSuppression = z
  .strictObject({
    /** As people write it. */
    phone: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
    /** Whose number is meant, in place of the number itself: lists of calls show only parts of it. */
    callId: z.optional(AttemptId),
    /** For a number that is written without a country code. */
    defaultCountry: z._default(CountryCode, 'US'),
    because: z._default(trimmed(500), 'a person has asked for it'),
  })
  .check(
    z.refine(({ phone, callId }) => (phone === undefined) !== (callId === undefined), 'name phone, the number, or callId, a call to it'),
  )
export type NewSuppression = z.infer<typeof NewSuppression>

/** Whether a number is on the list, and since when and why it is. */
export const CheckedNumber = z.object({
  phone: E164,
  isSuppressed: z.boolean(),
  at: z.optional(Instant),
  because: z.optional(z.string()),
})
export type CheckedNumber = z.infer<typeof CheckedNumber>

/** Who lets a number be called again says why: somebody may ask for the reason. */
export const Unsuppress = z.strictObject({ because: trimmed(500) })

export const SuppressedNow = z.extend(Suppression, {
  /** The call to the number that had not been answered yet: it was cancelled. */
  cancelled: z.optional(AttemptId),
})
export type SuppressedNow = z.infer<typeof SuppressedNow>
