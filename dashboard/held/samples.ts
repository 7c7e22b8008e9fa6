// What the calls at hand say of attempts and of how quick the agent was: the newest ones, not the whole campaign.
import type { Call } from '#contract/call.ts'
import { ended, type HeldCall } from './calls.ts'

export type Rung = { attempt: number; calls: number; answered: number; human: number }

/** Ended calls by which try of their contact they were. */
export const rungsOf = (calls: readonly HeldCall[]): readonly Rung[] => {
  const rungs = new Map<number, Rung>()
  for (const { call } of ended(calls)) {
    const rung = rungs.get(call.attempt) ?? { attempt: call.attempt, calls: 0, answered: 0, human: 0 }
    rungs.set(call.attempt, {
      ...rung,
      calls: rung.calls + 1,
      answered: rung.answered + (call.answeredAt === undefined ? 0 : 1),
      human: rung.human + (call.outcome === 'human' ? 1 : 0),
    })
  }
  return [...rungs.values()].sort((one, other) => one.attempt - other.attempt)
}

/** From the answer to the agent's first word; undefined where either did not happen, or was not told. */
const firstWordMs = ({ latency }: Call): number | undefined =>
  latency?.answerToStream === undefined || latency.streamToFirstAudio === undefined
    ? undefined
    : latency.answerToStream + latency.streamToFirstAudio

export type FirstWord = { calls: number; p50Ms: number; p95Ms: number }

const quantile = (sorted: readonly number[], share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? 0

export const firstWordOf = (calls: readonly HeldCall[]): FirstWord | undefined => {
  const sorted = calls
    .map(({ call }) => firstWordMs(call))
    .filter((ms) => ms !== undefined)
    .sort((one, other) => one - other)
  return sorted.length === 0 ? undefined : { calls: sorted.length, p50Ms: quantile(sorted, 0.5), p95Ms: quantile(sorted, 0.95) }
}
