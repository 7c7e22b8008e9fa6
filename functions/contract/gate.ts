// The rules that can keep a contact from being called, as the gate names them.
import * as z from 'zod/mini'

export const GateRule = z.enum([
  /** The number is on the suppression list. */
  'suppressed',
  /** Only certain numbers may be called here for the time being, and this is none of them. */
  'allow-list',
  /** The campaign may not call the country that the number is in, or nobody may call such numbers. */
  'destination',
  /** The contact has used up its calls. */
  'attempts',
  /** Another campaign is calling the number. */
  'locked',
  /** The number has been called as often as it may be in a day. */
  'frequency',
  /** Outside the hours in which the contact may be called, or nobody knows what time it is there. */
  'window',
  /** No moment is left before the one that the contact’s row names as its last. */
  'call-before',
  /** Nobody has attested that the contact agreed to be called. */
  'consent',
  /** The campaign has used up its budget. */
  'budget',
])
export type GateRule = z.infer<typeof GateRule>
