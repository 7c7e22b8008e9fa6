// One clock for all sockets that are read once in a while: each has its moment of the interval, so that they do not come all at once.
import type { Timing } from '../timing.ts'

export type Steps = {
  /** Calls `step` at the next moment of this place; it is waited for once. */
  wait(place: Place, step: () => void): void
  /** A moment of the interval, by turns. */
  place(): Place
}
/** Opaque. */
export type Place = number

/** Each moment wakes the process; those who share one are read one after the other: with a hundred calls within some milliseconds. */
const MOMENT_MS = 20

export const sharedSteps = (everyMs: number, timing: Timing): Steps => {
  const places = Math.max(1, Math.round(everyMs / MOMENT_MS))
  const waiting: (() => void)[][] = Array.from({ length: places }, () => [])
  let count = 0
  let last = 0
  let isRunning = false
  /** Of the moments, from the beginning of the clock. */
  let moment = 0

  const tick = (): void => {
    const now = Math.floor(timing.machine() / MOMENT_MS)
    // However late: each place has its turn at most once.
    const from = Math.max(moment, now - places + 1)
    for (moment = from; moment <= now; moment++) {
      const due = waiting[moment % places]
      if (due === undefined) continue
      waiting[moment % places] = []
      count -= due.length
      for (const step of due) step()
    }
    isRunning = count > 0
    if (isRunning) goOn()
  }
  const goOn = (): void => void timing.after(Math.max(1, moment * MOMENT_MS - timing.machine()), tick)

  return {
    place: () => last++ % places,
    wait(place, step) {
      waiting[place]?.push(step)
      count++
      if (isRunning) return
      isRunning = true
      moment = Math.floor(timing.machine() / MOMENT_MS) + 1
      goOn()
    },
  }
}
