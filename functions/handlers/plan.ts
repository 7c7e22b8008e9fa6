import { planRun } from '#app/plan-run.ts'
import { RunInput } from '#contract/machine.ts'
import { environments, readEnvironment } from '#env'
import { live } from '#runtime/live.ts'
import { task } from '#runtime/task.ts'

const ports = live(() => readEnvironment(environments.plan))

export const handler = task(RunInput, (input) => planRun(ports)(input))
