import { claimAndDial } from '#app/lanes/claim-and-dial.ts'
import { Turn } from '#contract/machine.ts'
import { environments, readEnvironment, rulesIn } from '#env'
import { live } from '#runtime/live.ts'
import { task } from '#runtime/task.ts'

const environment = () => readEnvironment(environments['claim-and-dial'])
const ports = live(environment)

export const handler = task(Turn, async (turn) => {
  await claimAndDial(ports, rulesIn(environment()))(turn)
})
