// When a delivery that was not accepted is tried again, and when nobody tries any more.

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/**
 * Before the second try, the third, and so on: about a day in all. A receiver that is restarted misses nothing for long; one that is
 * down over night has everything in the morning. Whoever sends looks every minute, so that a shorter wait would be the same.
 */
export const RETRY_WAITS_MS = [
  MINUTE_MS,
  2 * MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  8 * HOUR_MS,
  8 * HOUR_MS,
] as const

/** What is that old dies with its next failure: while a receiver is down not everything that waits for it is tried in time. */
const RETRIED_FOR_MS = 24 * HOUR_MS

/** Whoever asks to be left alone for longer is asked again all the same: it costs one request, and nothing is sent a day too late. */
const LONGEST_REST_MS = HOUR_MS

/** What a receiver says in `Retry-After`, in seconds or as a date (RFC 9110, 10.2.3); 0: nothing that can be understood. */
export const restOf = (retryAfter: string | undefined, nowMs: number): number => {
  const said = retryAfter?.trim() ?? ''
  if (/^\d+$/.test(said)) return Math.min(LONGEST_REST_MS, Number(said) * 1_000)
  // Dates begin with their weekday; what else may be read as one is none.
  const until = /^[a-z]{3}/i.test(said) ? Date.parse(said) : Number.NaN
  return Number.isNaN(until) ? 0 : Math.min(LONGEST_REST_MS, Math.max(0, until - nowMs))
}

/** What failed together must not come back together. */
const JITTER = 0.2

type Tried = { tries: number; sinceMs: number; nowMs: number }

export const isTooOld = ({ sinceMs, nowMs }: Omit<Tried, 'tries'>): boolean => nowMs - sinceMs >= RETRIED_FOR_MS

/** `tries` counts the one that has just failed; `chance` from 0 to 1. Undefined: it is dead. */
export const nextTry = ({ tries, sinceMs, nowMs }: Tried, chance: number): number | undefined => {
  const wait = RETRY_WAITS_MS[tries - 1]
  if (wait === undefined || isTooOld({ sinceMs, nowMs })) return undefined
  return nowMs + Math.round(wait * (1 + JITTER * chance))
}
