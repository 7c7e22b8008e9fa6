// What a stage costs in a month in which it calls nobody, line by line: the amounts from its templates, the prices from the price table.
import * as z from 'zod'
import { BRIDGE_METRICS, ENGINE_METRICS } from '#contract/metrics.ts'
import { IDLE_MINUTE, IDLE_PRICES, PRICES } from '../bench/engine/prices.ts'
import type { synthesized } from './synthesized.ts'

export type CostLine = { what: string; amount: string; dollars: number }

type Stacks = ReturnType<typeof synthesized>

const HOURS = 730
const MINUTES = HOURS * 60

const Task = z.object({ Cpu: z.coerce.number(), Memory: z.coerce.number() })
const FunctionSize = z.object({ MemorySize: z.number() })
const Alarm = z.object({ Metrics: z.array(z.looseObject({})).optional() })

/** An alarm on an expression is paid by the metrics in it. */
const metricsOf = ({ Properties }: { Properties: unknown }): number =>
  Alarm.parse(Properties).Metrics?.filter((metric) => 'MetricStat' in metric).length ?? 1

const everyMinute = (stacks: Stacks): CostLine => {
  const scheduled = stacks.ofType('AWS::Scheduler::Schedule').map(({ Properties }) => JSON.stringify(Properties))
  const functions = stacks
    .ofType('AWS::Lambda::Function')
    .filter(({ logicalId }) => scheduled.some((text) => text.includes(`"${logicalId}"`)))
  const gb = functions.reduce((sum, { Properties }) => sum + FunctionSize.parse(Properties).MemorySize / 1_024, 0)
  const invocations = functions.length * MINUTES
  const dollars =
    invocations * (PRICES.lambdaRequest + IDLE_MINUTE.readUnits * PRICES.readUnit + (IDLE_MINUTE.logKb / 1_048_576) * PRICES.logGb) +
    MINUTES * IDLE_MINUTE.seconds * gb * PRICES.lambdaGbSecond
  return { what: 'Functions of every minute, with their reads and logs', amount: `${functions.length} × ${MINUTES}`, dollars }
}

const several = (what: string, count: number, price: number): CostLine => ({ what, amount: String(count), dollars: count * price })
const byTheHour = (what: string, amount: string, price: number): CostLine => ({ what, amount, dollars: HOURS * price })

export const idleCost = (stacks: Stacks): CostLine[] => [
  byTheHour('Internal load balancer of the bridge', `${HOURS} h`, IDLE_PRICES.balancerHour),
  several('Secrets', stacks.ofType('AWS::SecretsManager::Secret').length, IDLE_PRICES.secret),
  several(
    'Metrics that alarms look at',
    stacks.ofType('AWS::CloudWatch::Alarm').reduce((sum, alarm) => sum + metricsOf(alarm), 0),
    IDLE_PRICES.alarmMetric,
  ),
  several('Dashboard', stacks.ofType('AWS::CloudWatch::Dashboard').length, IDLE_PRICES.dashboard),
  several('Metrics of the engine', Object.keys(ENGINE_METRICS).length, IDLE_PRICES.customMetric),
  everyMinute(stacks),
]

/** What a task that waits for calls adds. */
export const taskCost = (stacks: Stacks): CostLine[] => {
  const { Cpu, Memory } = Task.parse(stacks.only('AWS::ECS::TaskDefinition').Properties)
  const size = (Cpu / 1_024) * IDLE_PRICES.cpuHour + (Memory / 1_024) * IDLE_PRICES.gbHour
  return [
    byTheHour('One task of the bridge', `${Cpu / 1_024} vCPU, ${Memory / 1_024} GB`, size),
    byTheHour('Its public address', `${HOURS} h`, IDLE_PRICES.publicAddressHour),
    several('Metrics of the bridge', Object.keys(BRIDGE_METRICS).length, IDLE_PRICES.customMetric),
  ]
}
