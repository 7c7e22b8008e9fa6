// What a start would do: who would be called, who not and why, how long it would take and what it would cost.
import * as z from 'zod/mini'
import { Instant } from './ids.ts'
import { Count } from './parts.ts'
import { ContactRule } from './why.ts'

/** Contacts that the same rule keeps, the most first. */
const Kept = z.object({ rule: ContactRule, because: z.string(), contacts: Count })

export const StartEstimate = z.object({
  /** Contacts that are not finished. */
  contacts: Count,
  /** So many of them were looked at. */
  looked: Count,
  /** True: the numbers below are those of the contacts that were looked at, scaled to all. */
  isSample: z.boolean(),
  /** At once, as soon as a line is free. */
  calledNow: Count,
  /** Later, when their rule lets them, the first of them at `from`. */
  calledLater: z.array(z.extend(Kept, { from: Instant })),
  neverCalled: z.array(Kept),
  /** One call for each, and with all the retries that the campaign allows. */
  calls: z.object({ least: Count, most: Count }),
  /** Of one call each: on the telephone, and from the first to the last with the lines and the pace of now. */
  minutes: z.number().check(z.minimum(0)),
  durationMs: Count,
  /** Of one call each, by the providers' list prices, in millionths of the currency. */
  cost: z.object({ currency: z.literal('USD'), leastMicros: Count, perMinuteMicros: Count }),
  /** What was taken for granted where nothing is known yet. */
  assumes: z.string(),
})
export type StartEstimate = z.infer<typeof StartEstimate>
