// What AWS would ask for the control plane of a simulated campaign.
import type { EngineFigures } from './campaign.ts'
import { LOG_KB_PER_CALL, PRICES, PUSHES_PER_SECOND, READS_PER_PUSH, SECONDS } from './prices.ts'

/** The functions by how long they run, with their memory as the template gives it. */
type Memory = (name: string) => number

const secondsOf = (name: string): number => {
  if (name === 'claim-and-dial') return SECONDS.turn
  return name.startsWith('twilio-') ? SECONDS.webhook : SECONDS.plan
}

/** The bridge is a container, not a function; its reports are counted with the table's capacity. */
const isFunction = (name: string): boolean => name !== 'bridge'

const lambdaDollars = (count: number, { seconds, gb }: { seconds: number; gb: number }): number =>
  count * (PRICES.lambdaRequest + seconds * gb * PRICES.lambdaGbSecond)

export const controlPlane = (figures: EngineFigures, memoryMiB: Memory): Record<string, number> => {
  const functions = [...figures.invocations].filter(([name]) => isFunction(name))
  const webhooks = functions.filter(([name]) => name.startsWith('twilio-')).reduce((sum, [, count]) => sum + count, 0)
  const pushes = (figures.makespanMs / 1_000) * PUSHES_PER_SECOND
  return {
    stepFunctions: figures.transitions * PRICES.transition,
    lambda: functions.reduce(
      (sum, [name, count]) => sum + lambdaDollars(count, { seconds: secondsOf(name), gb: memoryMiB(name) / 1_024 }),
      lambdaDollars(pushes, { seconds: SECONDS.push, gb: memoryMiB('push-changes') / 1_024 }),
    ),
    http: webhooks * PRICES.httpRequest,
    writes: figures.wru * PRICES.writeUnit,
    reads: (figures.rru + pushes * READS_PER_PUSH) * PRICES.readUnit,
    logs: (figures.calls * LOG_KB_PER_CALL * PRICES.logGb) / 1_048_576,
  }
}
