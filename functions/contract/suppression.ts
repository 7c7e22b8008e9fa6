// The list of numbers that nobody calls, in any campaign.
import * as z from 'zod'
import { CountryCode } from './campaign.ts'
import { AttemptId, E164, Instant } from './ids.ts'

export const Suppression = z.object({
  phone: E164,
  at: Instant,
  because: z.string(),
})
export type Suppression = z.infer<typeof Suppression>

export const NewSuppression = z
  .strictObject({
    /** As people write it. */
    phone: z.string().min(1).max(100).optional(),
    /** Whose number is meant, in place of the number itself: lists of calls show only parts of it. */
    callId: AttemptId.optional(),
    /** For a number that is written without a country code. */
    defaultCountry: CountryCode.default('US'),
    because: z.string().trim().min(1).max(500).default('a person has asked for it'),
  })
  .refine(({ phone, callId }) => (phone === undefined) !== (callId === undefined), 'name phone, the number, or callId, a call to it')
export type NewSuppression = z.infer<typeof NewSuppression>

/** Whether a number is on the list, and since when and why it is. */
export const CheckedNumber = z.object({
  phone: E164,
  isSuppressed: z.boolean(),
  at: Instant.optional(),
  because: z.string().optional(),
})
export type CheckedNumber = z.infer<typeof CheckedNumber>

/** Who lets a number be called again says why: somebody may ask for the reason. */
export const Unsuppress = z.strictObject({ because: z.string().trim().min(1).max(500) })

export const SuppressedNow = Suppression.extend({
  /** The call to the number that had not been answered yet: it was cancelled. */
  cancelled: AttemptId.optional(),
})
export type SuppressedNow = z.infer<typeof SuppressedNow>
