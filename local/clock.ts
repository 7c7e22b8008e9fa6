// One clock for everything that reads time on one machine: real, scaled or virtual.
import type { Clock } from '#app/ports.ts'

export type SystemClock = Clock & {
  /** Runs `fn` after so many milliseconds of campaign time, and returns what cancels it. */
  after(ms: number, fn: () => void): () => void
  /** Marks work in progress: a scaled clock slows itself while work is late, a virtual one stands still until it is done. */
  during<T>(work: Promise<T>): Promise<T>
  /** Campaign seconds per machine second at this moment; at most what was asked for. */
  speed(): number
}
