// Time that jumps to the next timer as soon as nothing is running: hours of campaign in seconds, and always the same way.
import type { SystemClock } from './clock.ts'
import { timerQueue } from './timer-queue.ts'

/** A turn of the event loop runs every promise that is ready; the second also runs what the callbacks of the first made ready. */
const QUIET_TURNS = 2

export const virtualClock = ({ startAt }: { startAt: number }): SystemClock => {
  const timers = timerQueue()
  const rests = timerQueue()
  let now = startAt
  let working = 0
  let quietTurns = 0
  let turn: NodeJS.Immediate | undefined
  let isStopped = false

  /** Work that rests cannot be done before its rest is over, so time may run until then, and no further. */
  const isWaiting = (): boolean => {
    const next = timers.nextAt()
    if (isStopped || next === undefined) return false
    return working === 0 || next <= (rests.nextAt() ?? Number.NEGATIVE_INFINITY)
  }

  const stir = (): void => {
    quietTurns = 0
    if (turn === undefined && isWaiting()) turn = setImmediate(look)
  }

  const look = (): void => {
    turn = undefined
    if (!isWaiting()) return
    quietTurns += 1
    if (quietTurns < QUIET_TURNS) {
      turn = setImmediate(look)
      return
    }
    const next = timers.nextAt() ?? now
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
    const cancel = timers.add(now + ms, fn)
    stir()
    return cancel
  }

  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const end = rests.add(now + ms, () => {})
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
      clearImmediate(turn)
    },
  }
}
