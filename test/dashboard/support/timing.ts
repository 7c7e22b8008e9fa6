// A clock that moves when it is told to.
import type { Timing } from '../../../dashboard/connection/line.ts'

export type ManualTiming = Timing & { advance(ms: number): void }

/** `random` is in the middle unless a test says otherwise. */
export const manualTiming = ({ start = 1_000_000, random = 0.5 } = {}): ManualTiming => {
  let now = start
  let timers: { at: number; fn: () => void }[] = []
  return {
    now: () => now,
    random: () => random,
    after: (ms, fn) => {
      const timer = { at: now + ms, fn }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
    advance: (ms) => {
      const end = now + ms
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)
        if (!next) break
        timers = timers.filter((one) => one !== next)
        now = next.at
        next.fn()
      }
      now = end
    },
  }
}
