// The figures of one simulated campaign beside those of the ideal queue over the same people.
import { basename } from 'node:path'
import type { Deployment } from '../../simulation/world/deployment.ts'
import { runCampaign } from './campaign.ts'
import { controlPlane } from './cost.ts'
import { fatesOf } from './fates.ts'
import type { Flags } from './flags.ts'
import { idealQueue } from './ideal.ts'

export type Figures = Awaited<ReturnType<typeof measure>>

export const round = (value: number, digits: number): number => Number(value.toFixed(digits))

/** Of values in rising order. */
export const quantile = (sorted: ArrayLike<number>, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

const seconds95 = (lateness: readonly number[]): number => round(quantile(Float64Array.from(lateness).sort(), 0.95) / 1_000, 1)

export const measure = async (options: Flags, deployment: Deployment) => {
  const { contacts, lines, callDelayMs, callsPerSecond, seed, attempts, retryDelayMs } = options
  const gapMs = Math.max(callDelayMs, 1_000 / callsPerSecond)
  const load = { contacts, lines, gapMs, maxAttempts: attempts, retryDelayMs }
  const startedAt = performance.now()
  const ideal = idealQueue(load, fatesOf(seed))
  const engine = await runCampaign({ ...load, seed, callDelayMs, callsPerSecond, deployment })
  const per = (count: number): number => round(count / engine.calls, 3)
  const memory = new Map(deployment.system.functions.map(({ handlerFile, memoryMiB }) => [basename(handlerFile, '.ts'), memoryMiB]))
  const dollars = controlPlane(engine, (name) => memory.get(name) ?? 256)
  const total = Object.values(dollars).reduce((sum, part) => sum + part, 0)
  const invoked = [...engine.invocations].filter(([name]) => name !== 'bridge').reduce((sum, [, count]) => sum + count, 0)
  return {
    contacts,
    lines,
    completed: engine.isCompleted,
    calls: engine.calls,
    idealCalls: ideal.calls,
    makespanHours: round(engine.makespanMs / 3_600_000, 3),
    makespanRatio: round(engine.makespanMs / ideal.makespanMs, 4),
    utilisation: round(engine.utilisation, 4),
    idealUtilisation: round(ideal.utilisation, 4),
    latenessP95Seconds: seconds95(engine.retryLatenessMs),
    idealLatenessP95Seconds: seconds95(ideal.retryLatenessMs),
    transitionsPerCall: per(engine.transitions),
    lambdaPerCall: per(invoked),
    wruPerCall: per(engine.wru),
    rruPerCall: per(engine.rru),
    dollarsPer1000Calls: round((1_000 * total) / engine.calls, 4),
    dollarsPer1000CallsOf: Object.fromEntries(Object.entries(dollars).map(([part, sum]) => [part, round((1_000 * sum) / engine.calls, 5)])),
    machineSeconds: round((performance.now() - startedAt) / 1_000, 1),
    heapMiB: Math.round(process.memoryUsage().rss / 2 ** 20),
  }
}
