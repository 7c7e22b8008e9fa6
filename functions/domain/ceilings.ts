// What the provider takes, learned from what it refuses: down at once by a good part, up again a little after each quiet while.

export type Ceiling = {
  /** What the deployment allows. */
  allowed: number
  /** What the provider was seen to take; absent: nothing below `allowed` was seen. */
  learned?: number | undefined
  /** When that was last put right, machine time. */
  atMs?: number | undefined
}

/** A lesson: the new value, which is absent when the ceiling is the deployment's own again. */
export type Lesson = { learned: number | undefined; atMs: number }

type Kind = { least: number; step: number }

export const RATE: Kind = { least: 0.2, step: 0.05 }
export const LINES: Kind = { least: 1, step: 1 }

/** One refusal seldom comes alone: all of a minute are one lesson. */
const APART_MS = 60_000
/** A ceiling that was not touched for so long may be higher. */
const QUIET_MS = 180_000
const LOWER_TO = 0.7
/** Of the present value, since the true one may be a hundredth of what is allowed. */
const RAISE_BY = 0.1

export const ceilingOf = ({ allowed, learned }: Ceiling): number => Math.min(allowed, learned ?? allowed)

/** In whole steps, which keeps the numbers readable. */
const stepped = (value: number, { step }: Kind, round: (steps: number) => number): number =>
  Number((round(Number((value / step).toFixed(6))) * step).toFixed(2))

/** The provider took less than the ceiling. `inUse`: what was tried at most, where that is known. Undefined: this was learned a moment ago. */
export const lowered = (
  kind: Kind,
  ceiling: Ceiling,
  { nowMs, inUse = Infinity }: { nowMs: number; inUse?: number },
): Lesson | undefined => {
  if (ceiling.atMs !== undefined && nowMs - ceiling.atMs < APART_MS) return undefined
  const tried = Math.min(ceilingOf(ceiling), Math.max(inUse, kind.least))
  // Below the least nothing would ever be learned again; the minute counts from here all the same.
  return { learned: Math.min(ceiling.allowed, Math.max(kind.least, stepped(tried * LOWER_TO, kind, Math.floor))), atMs: nowMs }
}

/** Nothing was refused for a while. Undefined: not yet, or there is nothing to raise. */
export const raised = (kind: Kind, ceiling: Ceiling, nowMs: number): Lesson | undefined => {
  const { allowed, learned, atMs = 0 } = ceiling
  if (learned === undefined || nowMs - atMs < QUIET_MS) return undefined
  const higher = Math.max(learned + kind.step, stepped(learned * (1 + RAISE_BY), kind, Math.ceil))
  return { learned: higher < allowed ? Number(higher.toFixed(2)) : undefined, atMs: nowMs }
}

/** The provider's own queue is near empty while it holds no more than this: callers who were due together, a moment late. */
const QUEUE_MS = 2_000
const QUEUED_CALLS = 2

/** Whether so long a queue shows that dials come faster than the provider takes them. */
export const isBackedUp = (queueMs: number, callsPerSecond: number): boolean =>
  queueMs > Math.max(QUEUE_MS, (QUEUED_CALLS * 1_000) / callsPerSecond)
