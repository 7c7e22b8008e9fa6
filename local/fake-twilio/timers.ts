// The timers of one call, which end with it.
import type { SystemClock } from '../clock/clock.ts'

export type Timers = Pick<SystemClock, 'after' | 'afterMachine'> & { clear(): void }

export const createTimers = (clock: SystemClock): Timers => {
  const cancels: (() => void)[] = []
  const kept = (cancel: () => void) => {
    cancels.push(cancel)
    return cancel
  }
  return {
    after: (ms, fn) => kept(clock.after(ms, fn)),
    afterMachine: (ms, fn) => kept(clock.afterMachine(ms, fn)),
    clear() {
      for (const cancel of cancels.splice(0)) cancel()
    },
  }
}
