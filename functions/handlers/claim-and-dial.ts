import { claimAndDial } from '#app/lanes/claim-and-dial.ts'
import { Turn } from '#contract/machine.ts'
import { engineEnvironments } from '#env/engine.ts'
import { readEnvironment } from '#env/read.ts'
import { rulesIn } from '#env/rules.ts'
import { live } from '#runtime/live.ts'
import { task } from '#runtime/task.ts'

const environment = () => readEnvironment(engineEnvironments['claim-and-dial'])
const ports = live(environment)

export const handler = task(Turn, async (turn) => {
  await claimAndDial(ports, rulesIn(environment()))(turn)
})
