// What did not come by itself is looked for: ever less often, and for a day.

/** `sinceMs`: when it was expected first; `looks`: how often it was looked for. */
type Looking = { sinceMs: number; looks: number }

const LONGEST_WAIT_MS = 60 * 60_000
const GIVEN_UP_MS = 24 * 60 * 60_000

export const isGivenUp = ({ sinceMs }: Pick<Looking, 'sinceMs'>, nowMs: number): boolean => nowMs - sinceMs >= GIVEN_UP_MS

/** `firstWaitMs`: between the first look and the second. */
export const nextLookAt = ({ looks }: Pick<Looking, 'looks'>, { nowMs, firstWaitMs }: { nowMs: number; firstWaitMs: number }): number =>
  nowMs + Math.min(LONGEST_WAIT_MS, firstWaitMs * 2 ** looks)
