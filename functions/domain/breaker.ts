// Whether a provider is worth calling: a breaker opens when much fails, lets one call try after a while, and closes when that succeeds.

export type Breaker = {
  /** `probing`: one call is trying. */
  state: 'closed' | 'open' | 'probing'
  /** Calls are counted from then on, machine time. */
  windowMs: number
  failures: number
  successes: number
  openedMs?: number | undefined
  /** From then on a call may try. */
  probeMs?: number | undefined
  /** How often it has opened since it was last closed. */
  openings: number
}

const WINDOW_MS = 60_000
/** So many failures in a window, and at least this share of all calls: a bad line now and then is no outage. */
const LEAST_FAILURES = 5
const FAILURE_SHARE = 0.5
/** Until the first try; after each that fails, twice as long. */
const FIRST_TRY_MS = 30_000
const LAST_TRY_MS = 600_000
/** A try that nothing was heard of for so long, because nobody answered the telephone, is followed by another. */
const PATIENCE_MS = 60_000

export type Passage =
  | { kind: 'go' }
  /** One call may try, and this is the breaker while it does. */
  | { kind: 'try'; becomes: Partial<Breaker> }
  | { kind: 'wait'; untilMs: number }

export const passage = ({ state, probeMs = 0 }: Breaker, nowMs: number): Passage => {
  if (state === 'closed') return { kind: 'go' }
  if (nowMs < probeMs) return { kind: 'wait', untilMs: probeMs }
  return { kind: 'try', becomes: { state: 'probing', probeMs: nowMs + PATIENCE_MS } }
}

/** What a call's end does to the breaker. `count`: one more of its kind in the window, after which `opens` is asked. */
export type News = { kind: 'nothing' } | { kind: 'count' } | { kind: 'becomes'; breaker: Partial<Breaker> }

const isRecent = ({ windowMs, failures }: Breaker, nowMs: number): boolean => failures > 0 && nowMs - windowMs < WINDOW_MS

const opened = ({ openings }: Breaker, nowMs: number): Partial<Breaker> => ({
  state: 'open',
  openedMs: nowMs,
  probeMs: nowMs + Math.min(LAST_TRY_MS, FIRST_TRY_MS * 2 ** openings),
  openings: openings + 1,
})

/** Once it is open, what fails was mostly under way before: it teaches nothing. */
export const afterFailure = (breaker: Breaker, nowMs: number): News => {
  if (breaker.state === 'open') return { kind: 'nothing' }
  if (breaker.state === 'probing') return { kind: 'becomes', breaker: opened(breaker, nowMs) }
  return isRecent(breaker, nowMs) ? { kind: 'count' } : { kind: 'becomes', breaker: { windowMs: nowMs, failures: 1, successes: 0 } }
}

/** In good times successes are not counted, so they cost nothing. */
export const afterSuccess = (breaker: Breaker, nowMs: number): News => {
  if (breaker.state === 'probing')
    return { kind: 'becomes', breaker: { state: 'closed', windowMs: 0, failures: 0, successes: 0, openings: 0 } }
  return breaker.state === 'closed' && isRecent(breaker, nowMs) ? { kind: 'count' } : { kind: 'nothing' }
}

/** What the breaker becomes when too much of the window has failed; undefined: it stays closed. */
export const opens = (breaker: Breaker, nowMs: number): Partial<Breaker> | undefined => {
  const { state, failures, successes } = breaker
  const isOutage = failures >= LEAST_FAILURES && failures >= FAILURE_SHARE * (failures + successes)
  return state === 'closed' && isOutage && isRecent(breaker, nowMs) ? opened(breaker, nowMs) : undefined
}
