// Machine time as the bridge uses it: a narrow port, so that tests need not wait.
import { after, clock } from '#app/clock.ts'

export type Timing = {
  /** Milliseconds. */
  machine(): number
  /** Runs `fn` once after so many milliseconds; the result cancels it. */
  after(ms: number, fn: () => void): () => void
}

export const machineTiming: Timing = { machine: clock.machine, after }
