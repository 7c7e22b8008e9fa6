// Decides how fast campaign time may run: at most what was asked for, less while work is late.

/** How often the governor looks, in milliseconds of machine time. */
export const TICK_MS = 50

/**
 * Work that takes longer than this in campaign time is late. A calling window closes 40 s early, and a phone must have rung by then:
 * 30 s from the decision to dial to the dial leave some of it. At speed 120 that is 250 ms, and an invocation takes 5-150 ms when there
 * is CPU for it; at speed 20 it is 1.5 s, so a machine that others keep busy is not slowed to a crawl for nothing.
 */
const LATE_CAMPAIGN_MS = 30_000

/** However slow campaign time is: longer work is late, because people wait for it. */
const LATE_MACHINE_MS = 5_000

/** A tick that is late by this share of what work may take means that the event loop was blocked. A garbage collection stays below it. */
const BLOCKED_SHARE = 0.4

type Load = {
  /** Machine time, from any moment on. */
  at: number
  /** How much later than it should the tick came. */
  tickLateMs: number
  /** When the oldest work in progress began. */
  oldestWorkAt: number | undefined
}

export type SpeedGovernor = {
  speed(): number
  /** Returns the speed until the next tick. */
  tick(load: Load): number
}

/** Growth from one tick to the next: a cut is made good in half a second, and from a standstill speed 120 is reached in three. */
const GROWTH = 1.08

/**
 * Halves the speed while work is late and raises it in small steps while it is not, as TCP does, because the question is the same:
 * how much load does a system take whose capacity nobody knows and others share? What keeps it calm:
 * - a cut shows its effect only when the work begun before it is done, so the next cut waits as long as work may take;
 * - between half and all of that time the speed is held: there the machine is busy, not late;
 * - steps are relative, where TCP's are fixed: the capacity may be 3 or 300, and nobody competes to whom that would be unfair.
 *   Until lateness shows, the speed grows by half at most, so one cut ends an overshoot.
 * It never falls below the machine's own speed, at which being late is no worse than it would be without a scaled clock.
 */
export const speedGovernor = (most: number): SpeedGovernor => {
  const least = Math.min(1, most)
  let speed = most
  let cutAt = Number.NEGATIVE_INFINITY
  return {
    speed: () => speed,
    tick: ({ at, tickLateMs, oldestWorkAt }) => {
      const age = oldestWorkAt === undefined ? 0 : at - oldestWorkAt
      const mayTake = Math.min(LATE_CAMPAIGN_MS / speed, LATE_MACHINE_MS)
      const isLate = age > mayTake || tickLateMs > mayTake * BLOCKED_SHARE
      if (isLate && at - cutAt > mayTake) {
        speed = Math.max(least, speed / 2)
        cutAt = at
      } else if (!isLate && age <= mayTake / 2) {
        speed = Math.min(most, speed * GROWTH)
      }
      return speed
    },
  }
}
