// Time that jumps to the next timer as soon as nothing is running: hours of campaign in seconds, and always the same way.
import type { SystemClock } from './clock.ts'
import { timerQueue } from './timer-queue.ts'

/** Promises alone never let the event loop turn: after so many jumps it may, for signals and for errors that nobody has caught. */
const JUMPS_BETWEEN_TURNS = 1_000

export const virtualClock = ({ startAt }: { startAt: number }): SystemClock => {
  const timers = timerQueue()
  const rests = timerQueue()
  let now = startAt
  let working = 0
  let jumps = 0
  let isLooking = false
  let isStopped = false

  /** Work that rests cannot be done before its rest is over, so time may run until then, and no further. */
  const isWaiting = (): boolean => {
    const next = timers.nextAt()
    if (isStopped || next === undefined) return false
    return working === 0 || next <= (rests.nextAt() ?? Number.NEGATIVE_INFINITY)
  }

  /** A tick that is asked for by a promise comes when no promise is ready any more, and costs a tenth of a turn of the event loop. */
  const onceQuiet = (): void => process.nextTick(look)
  const stir = (): void => {
    if (isLooking || !isWaiting()) return
    isLooking = true
    jumps += 1
    if (jumps % JUMPS_BETWEEN_TURNS === 0) setImmediate(() => queueMicrotask(onceQuiet))
    else queueMicrotask(onceQuiet)
  }

  const look = (): void => {
    isLooking = false
    const next = timers.nextAt()
    if (next === undefined || !isWaiting()) return
    now = Math.max(now, next)
    const fn = timers.take(next)
    try {
      fn?.()
    } finally {
      stir()
    }
  }

  const after = (ms: number, fn: () => void): (() => void) => {
    if (isStopped) return () => {}
    // No clock has parts of a millisecond.
    const cancel = timers.add(now + Math.ceil(ms), fn)
    stir()
    return cancel
  }

  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const end = rests.add(now + Math.ceil(ms), () => {})
      after(ms, () => {
        end()
        resolve()
      })
    })

  return {
    now: () => now,
    machine: () => now,
    rest,
    after,
    afterMachine: after,
    during: async (work) => {
      working += 1
      try {
        return await work
      } finally {
        working -= 1
        stir()
      }
    },
    speed: () => 1,
    stop: () => {
      isStopped = true
      timers.clear()
    },
  }
}
