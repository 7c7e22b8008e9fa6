import type { SleepyBridge } from '#app/lanes/await-bridge.ts'
import { planRun } from '#app/lanes/plan-run.ts'
import { RunInput } from '#contract/machine.ts'
import { engineEnvironments } from '#env/engine.ts'
import { readEnvironment } from '#env/read.ts'
import { limitsIn } from '#env/rules.ts'
import { bridgeRoom } from '#providers/bridge.ts'
import { live } from '#runtime/live.ts'
import { tellActive } from '#runtime/metrics.ts'
import { task } from '#runtime/task.ts'

const environment = () => readEnvironment(engineEnvironments.plan)
const ports = live(environment)

/** Undefined where it is always awake. */
const sleepyBridge = (): SleepyBridge | undefined => {
  const { SLEEPING_BRIDGE_URL: readyUrl, TABLE_NAME: deployment } = environment()
  if (readyUrl === 'none') return undefined
  return { room: bridgeRoom(readyUrl), wake: () => tellActive(deployment, ports.clock.machine(), 1) }
}

export const handler = task(RunInput, (input) => planRun(ports, limitsIn(environment()), sleepyBridge())(input))
