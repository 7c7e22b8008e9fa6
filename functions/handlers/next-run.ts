import { nextRun } from '#app/lanes/next-run.ts'
import { RunInput } from '#contract/machine.ts'
import { engineEnvironments } from '#env/engine.ts'
import { readEnvironment } from '#env/read.ts'
import { live } from '#runtime/live.ts'
import { task } from '#runtime/task.ts'

const ports = live(() => readEnvironment(engineEnvironments['next-run']))

export const handler = task(RunInput, (input) => nextRun(ports)(input))
