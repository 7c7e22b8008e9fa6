import { planRun } from '#app/plan-run.ts'
import { RunInput } from '#contract/machine.ts'
import { environments, limitsIn, readEnvironment } from '#env'
import { live } from '#runtime/live.ts'
import { task } from '#runtime/task.ts'

const environment = () => readEnvironment(environments.plan)
const ports = live(environment)

export const handler = task(RunInput, (input) => planRun(ports, limitsIn(environment()))(input))
