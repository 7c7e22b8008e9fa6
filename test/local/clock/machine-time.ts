// A machine's time that stands still until a test moves it.
import { timerQueue } from '../../../local/clock/timer-queue.ts'

export const fakeMachineTime = (startAt = 0) => {
  const timers = timerQueue()
  let now = startAt
  let isStopped = false
  return {
    now: () => now,
    elapsed: () => now,
    // Node's own timers take a millisecond at least.
    after: (ms: number, fn: () => void) => (isStopped ? () => {} : timers.add(now + Math.max(1, ms), fn)),
    stop: () => {
      isStopped = true
      timers.clear()
    },
    isIdle: () => timers.nextAt() === undefined,
    /** Lets time pass; timers fire when they are due, and promises get their turn after each. */
    async pass(ms: number) {
      const until = now + ms
      for (;;) {
        const nextAt = timers.nextAt()
        if (nextAt === undefined || nextAt > until) break
        now = Math.max(now, nextAt)
        timers.take(now)?.()
        await new Promise(setImmediate)
      }
      now = until
    },
    /** Time goes by while nothing can run: timers are late. */
    block(ms: number) {
      now += ms
    },
  }
}
