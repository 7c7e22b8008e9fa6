// The whole system for the tests of one file, at one speed, with the simulated Twilio's own log beside it.
import { afterAll, afterEach, beforeAll } from 'vitest'
import { type AtWork, startCampaign, type Wanted } from './campaign-at-work.ts'
import { type Home, makeHome, type Ringmaster, startRingmaster } from './ringmaster.ts'
import { type Simulator, simulatorOf } from './simulator.ts'

export type WholeSystem = {
  readonly ringmaster: Ringmaster
  /** Healed after each test. */
  readonly simulator: Simulator
  start(wanted: Wanted): Promise<AtWork>
}

/** `env`: for its processes, the bridge among them. */
export const wholeSystem = ({ speed, env = {} }: { speed: number; env?: NodeJS.ProcessEnv }): WholeSystem => {
  let home: Home | undefined
  let ringmaster: Ringmaster | undefined
  let simulator: Simulator | undefined
  beforeAll(async () => {
    home = await makeHome()
    ringmaster = await startRingmaster(home, ['--no-example', '--speed', String(speed)], env)
    simulator = await simulatorOf(ringmaster)
  })
  afterAll(async () => {
    await ringmaster?.stop()
    await home?.remove()
  })
  const parts = () => {
    if (!ringmaster || !simulator) throw new Error('The system runs only while tests do')
    return { ringmaster, simulator }
  }
  afterEach(() => parts().simulator.heals())
  return {
    get ringmaster() {
      return parts().ringmaster
    },
    get simulator() {
      return parts().simulator
    },
    start: (wanted) => startCampaign(parts(), wanted),
  }
}
