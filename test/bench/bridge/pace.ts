// Lets many speakers speak in real time, each at its own moment of the interval: no bursts that real calls would not have.

/** The result ends it. */
export const pace = (speakers: readonly (() => void)[], everyMs: number): (() => void) => {
  const startedAt = performance.now()
  const due = speakers.map((speak, n) => ({ speak, at: startedAt + (n * everyMs) / speakers.length }))
  const tick = (): void => {
    const now = performance.now()
    for (const one of due)
      while (one.at <= now) {
        one.at += everyMs
        one.speak()
      }
  }
  const timer = setInterval(tick, 1)
  return () => clearInterval(timer)
}
