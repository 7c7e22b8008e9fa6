// How many calls began, were answered and were on, over the time that the calls at hand reach back.
import type { Call } from '#contract/call.ts'

type Interval = Pick<Call, 'claimedAt' | 'answeredAt' | 'endedAt'>

export type Throughput = {
  from: number
  stepMs: number
  /** Calls a minute, for each step. */
  dials: readonly number[]
  answers: readonly number[]
  /** Calls that were on at the end of each step. */
  lines: readonly number[]
}

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
/** As many as can be told apart in the width of a panel. */
const STEPS = 48
/** Less says nothing. */
const LEAST_MS = 30_000

const at = (instant: string | undefined): number | undefined => (instant === undefined ? undefined : Date.parse(instant))

const firstOf = (calls: readonly Interval[]): number =>
  calls.reduce((first, { claimedAt }) => Math.min(first, Date.parse(claimedAt)), Number.POSITIVE_INFINITY)

/** The newest instant that any of the calls tells of: campaign time need not be the viewer's. */
const lastOf = (calls: readonly Interval[]): number =>
  calls.reduce((last, call) => Math.max(last, at(call.endedAt ?? call.answeredAt ?? call.claimedAt) ?? 0), 0)

/** Undefined while there is too little to draw. `now`: campaign time, where it is known. */
export const throughputOf = (calls: readonly Interval[], now?: number): Throughput | undefined => {
  const to = Math.max(lastOf(calls), now ?? 0)
  const from = Math.max(firstOf(calls), to - HOUR_MS)
  if (!Number.isFinite(from) || to - from < LEAST_MS) return undefined
  const stepMs = (to - from) / STEPS
  const dials = new Array<number>(STEPS).fill(0)
  const answers = new Array<number>(STEPS).fill(0)
  const lines = new Array<number>(STEPS).fill(0)
  const perMinute = MINUTE_MS / stepMs
  const stepAt = (instant: number): number => Math.min(STEPS - 1, Math.floor((instant - from) / stepMs))
  const add = (series: number[], step: number, by: number): void => {
    if (step >= 0) series[step] = (series[step] ?? 0) + by
  }
  for (const call of calls) {
    const began = Date.parse(call.claimedAt)
    const answered = at(call.answeredAt)
    const ended = at(call.endedAt) ?? Number.POSITIVE_INFINITY
    add(dials, stepAt(began), perMinute)
    if (answered !== undefined) add(answers, stepAt(answered), perMinute)
    const last = Number.isFinite(ended) ? Math.ceil((ended - from) / stepMs) - 2 : STEPS - 1
    for (let step = Math.max(0, stepAt(began)); step <= Math.min(STEPS - 1, last); step++) add(lines, step, 1)
  }
  return { from, stepMs, dials, answers, lines }
}
