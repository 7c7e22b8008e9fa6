// What an ended attempt meant.
import * as z from 'zod/mini'

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

/** Outcomes after which calling again can make sense. `unresolved` is not among them: the call may have rung. */
export const RetriedOutcome = z.enum(['no-answer', 'busy', 'voicemail', 'carrier-failure', 'media-failure'])
export type RetriedOutcome = z.infer<typeof RetriedOutcome>
