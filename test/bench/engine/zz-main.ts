// `npm run bench:engine`: a campaign through the real engine in virtual time against the ideal queue, and what AWS would ask for it.
import { basename } from 'node:path'
import { readDeployment } from '../../simulation/world/deployment.ts'
import { runCampaign } from './zz-campaign.ts'
import { controlPlane } from './cost.ts'
import { fatesOf } from './fates.ts'
import { flags, HELP } from './flags.ts'
import { idealQueue } from './ideal.ts'

const round = (value: number, digits: number): number => Number(value.toFixed(digits))
const seconds95 = (lateness: number[]): number => {
  const sorted = Float64Array.from(lateness).sort()
  return round((sorted[Math.floor(sorted.length * 0.95)] ?? 0) / 1_000, 1)
}

const run = async (): Promise<void> => {
  const options = flags(process.argv.slice(2))
  if (options.help) return console.log(HELP)
  const { contacts, lines, callDelayMs, callsPerSecond, seed, attempts, retryDelayMs } = options
  const gapMs = Math.max(callDelayMs, 1_000 / callsPerSecond)
  const load = { contacts, lines, gapMs, maxAttempts: attempts, retryDelayMs }
  const deployment = await readDeployment({ cacheDir: '.ringmaster/cache' })
  const startedAt = performance.now()
  const ideal = idealQueue(load, fatesOf(seed))
  const engine = await runCampaign({ ...load, seed, callDelayMs, callsPerSecond, deployment })
  const per = (count: number): number => round(count / engine.calls, 3)
  const memory = new Map(deployment.system.functions.map(({ handlerFile, memoryMiB }) => [basename(handlerFile, '.ts'), memoryMiB]))
  const dollars = controlPlane(engine, (name) => memory.get(name) ?? 256)
  const total = Object.values(dollars).reduce((sum, part) => sum + part, 0)
  const invoked = [...engine.invocations].filter(([name]) => name !== 'bridge').reduce((sum, [, count]) => sum + count, 0)
  console.log(
    JSON.stringify({
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
      dollarsPer1000CallsOf: Object.fromEntries(
        Object.entries(dollars).map(([part, sum]) => [part, round((1_000 * sum) / engine.calls, 5)]),
      ),
      machineSeconds: round((performance.now() - startedAt) / 1_000, 1),
      heapMiB: Math.round(process.memoryUsage().rss / 2 ** 20),
    }),
  )
}

await run()
