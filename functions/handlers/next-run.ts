import { nextRun } from '#app/lanes/next-run.ts'
import { RunInput } from '#contract/machine.ts'
import { environments, readEnvironment } from '#env'
import { live } from '#runtime/live.ts'
import { task } from '#runtime/task.ts'

const ports = live(() => readEnvironment(environments['next-run']))

export const handler = task(RunInput, (input) => nextRun(ports)(input))
