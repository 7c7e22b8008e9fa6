// The machine's own time and timers, which can all be dropped at once.
export type MachineTime = {
  /** Epoch milliseconds. */
  now(): number
  /** Milliseconds from some moment on, which nobody can set back. */
  elapsed(): number
  /** Returns what cancels it. A background timer does not keep the process alive. */
  after(ms: number, fn: () => void, options?: { background: boolean }): () => void
  stop(): void
}

/** Node fires a timer at once when its delay does not fit in 31 bits. */
const LONGEST_DELAY_MS = 2 ** 31 - 1

export const machineTime = (): MachineTime => {
  const timers = new Set<{ timeout?: NodeJS.Timeout }>()
  let isStopped = false
  return {
    now: Date.now,
    elapsed: () => performance.now(),
    after: (ms, fn, { background } = { background: false }) => {
      if (isStopped) return () => {}
      const timer: { timeout?: NodeJS.Timeout } = {}
      const arm = (left: number): void => {
        timer.timeout = setTimeout(
          () => {
            if (left > LONGEST_DELAY_MS) return arm(left - LONGEST_DELAY_MS)
            timers.delete(timer)
            fn()
          },
          Math.min(left, LONGEST_DELAY_MS),
        )
        if (background) timer.timeout.unref()
      }
      timers.add(timer)
      arm(ms)
      return () => {
        timers.delete(timer)
        clearTimeout(timer.timeout)
      }
    },
    stop: () => {
      isStopped = true
      for (const { timeout } of timers) clearTimeout(timeout)
      timers.clear()
    },
  }
}
