// One clock for everything that reads time on one machine: real, scaled or virtual.
import type { Clock } from '#app/ports/clock.ts'
import { realClock } from './real-clock.ts'
import { scaledClock } from './scaled-clock.ts'

export type SystemClock = Clock & {
  /** Runs `fn` after so many milliseconds of campaign time, and returns what cancels it. */
  after(ms: number, fn: () => void): () => void
  /** The same in machine time: for timeouts, which no speed shortens. */
  afterMachine(ms: number, fn: () => void): () => void
  /** Marks work in progress: a scaled clock slows itself while work is late, a virtual one stands still until it is done. */
  during<T>(work: Promise<T>): Promise<T>
  /** Campaign seconds per machine second at this moment; at most what was asked for. */
  speed(): number
  /** Drops every timer: what still waits for this clock is never woken. */
  stop(): void
}

export type ClockOptions = {
  /** Campaign seconds per machine second, at most. */
  speed: number
  /** Where campaign time starts, in epoch milliseconds, when it is not the machine's own. */
  startAt: number
  onSpeed?: (effective: number) => void
}

/** An earlier run that was sped up has left campaign time ahead of the machine's by more than this. */
const AHEAD_MS = 1_000

/** At speed 1 campaign time is the machine's own, which real providers need, unless an earlier run is ahead of it: due times never go back. */
export const systemClock = (options: ClockOptions): SystemClock =>
  options.speed === 1 && options.startAt < Date.now() + AHEAD_MS ? realClock() : scaledClock(options)
