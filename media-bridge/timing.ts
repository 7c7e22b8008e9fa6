// Machine time as the bridge uses it: a narrow port, so that tests need not wait.
export type Timing = {
  /** Milliseconds. */
  machine(): number
  /** Runs `fn` once after so many milliseconds; the result cancels it. */
  after(ms: number, fn: () => void): () => void
}

export const machineTiming: Timing = {
  machine: Date.now,
  after(ms, fn) {
    const timer = setTimeout(fn, ms)
    return () => clearTimeout(timer)
  },
}
