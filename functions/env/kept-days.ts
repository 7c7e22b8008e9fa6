// After how many days things are forgotten.
import * as z from 'zod/mini'

export const transcripts = {
  /** What was said in a call is forgotten after so many days. */
  TRANSCRIPT_DAYS: z.coerce.number().check(z.positive()),
}
export const recordings = {
  /** The bucket forgets recordings after so many days. */
  RECORDING_DAYS: z.coerce.number().check(z.int(), z.minimum(1)),
}
export const audit = {
  /** The audit log forgets after so many days. */
  AUDIT_DAYS: z.coerce.number().check(z.int(), z.minimum(1)),
}
