import { claimAndDial } from '#app/claim-and-dial.ts'
import { Turn } from '#contract/machine.ts'
import { environments, readEnvironment } from '#env'
import { live } from '#runtime/live.ts'
import { task } from '#runtime/task.ts'

const environment = () => readEnvironment(environments['claim-and-dial'])
const ports = live(environment)

export const handler = task(Turn, async (turn) => {
  const { CALLS_PER_SECOND: callsPerSecond, CALLS_PER_NUMBER_AND_DAY: callsPerDay } = environment()
  await claimAndDial(ports, { callsPerSecond, callsPerDay })(turn)
})
