// Which moments a campaign may be told to start at by itself.

/** Further ahead than anybody plans: a typing error. */
const MOST_DAYS_AHEAD = 366
const DAY_MS = 24 * 60 * 60 * 1_000

/** What is wrong with the moment, in words; undefined: nothing. */
export const startTimeProblem = (startsAt: string, now: number): string | undefined => {
  const ahead = Date.parse(startsAt) - now
  if (ahead <= 0) return `has passed: it is ${new Date(now).toISOString()} by now`
  return ahead > MOST_DAYS_AHEAD * DAY_MS ? `is more than ${MOST_DAYS_AHEAD} days ahead` : undefined
}
