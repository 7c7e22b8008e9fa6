// Campaign time is the machine's time: for real calls.
import type { SystemClock } from './clock.ts'
import { machineTime } from './machine-time.ts'

export const realClock = (): SystemClock => {
  const machine = machineTime()
  return {
    now: machine.now,
    machine: machine.now,
    rest: (ms) => new Promise((resolve) => machine.after(ms, resolve)),
    after: machine.after,
    afterMachine: machine.after,
    during: (work) => work,
    speed: () => 1,
    stop: machine.stop,
  }
}
