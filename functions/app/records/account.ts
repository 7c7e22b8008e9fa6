// The telephone account as the table holds it: what was learned of its limits, and how the running campaigns share them. Instants are ISO text in campaign time; `…Ms` are machine time.
import * as z from 'zod/mini'
import { Instant } from '#contract/ids.ts'
import { Count, OneOrMore } from '#contract/parts.ts'

/** What a campaign holds of the account while its lanes are running. */
export const Share = z.object({
  weight: OneOrMore,
  run: Count,
  /** Lines that it could use, and those that it was given. */
  wants: Count,
  lines: Count,
  /** Lines beyond those whose calls have yet to end: nobody else may have them before. */
  over: z._default(Count, 0),
  /** Least time between two dials of its own. */
  callDelay: Count,
  /** Calls that it had placed at that instant, and the dials a second that it needs by what it has used; absent: all that it can get. */
  placed: z.optional(z.object({ calls: Count, at: Instant })),
  needs: z.optional(z.number().check(z.positive())),
})
export type Share = z.infer<typeof Share>

/** The telephone account: what was learned of its limits, and how the running campaigns share them. */
export const AccountRecord = z.object({
  version: z.int(),
  /** Dials a second and calls at a time that the provider was seen to take; absent: nothing below the deployment's own limits was seen. */
  callsPerSecond: z.optional(z.number().check(z.positive())),
  callsPerSecondMs: z.optional(z.int()),
  concurrentCalls: z.optional(OneOrMore),
  concurrentCallsMs: z.optional(z.int()),
  /** The provider's own queue is full until then: nobody dials. */
  dialsFrom: z.optional(Instant),
  /** Since when runs wait for a bridge that was asleep. */
  bridgeAwaitedMs: z.optional(z.int()),
  shares: z.record(z.string(), Share),
})
export type AccountRecord = z.infer<typeof AccountRecord>
